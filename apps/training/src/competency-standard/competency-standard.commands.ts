import { Injectable } from '@nestjs/common';
import { DomainError, invalid, type AddCompetencyStandard, type CompetencyStandardView } from '@siger/contracts';
import { newId, transaction } from '@siger/service';
import { CompetencyEntity } from '../competency/competency.entity.js';
import { CompetencyStandardEntity } from './competency-standard.entity.js';
import { checkAddressee } from './competency-standard.js';

@Injectable()
export class CompetencyStandardCommands {
  async add(body: AddCompetencyStandard): Promise<CompetencyStandardView> {
    checkAddressee(body);
    const { id = newId(), positionId = null, positionKind = null, grade = null, effectiveTo = null } = body;
    const { competency, level, legalBasis, effectiveFrom } = body;
    if (effectiveTo !== null && effectiveTo < effectiveFrom)
      throw invalid({ pointer: '/effectiveTo', code: 'order', detail: 'must not lie before effectiveFrom' });
    if (!(await transaction().existsBy(CompetencyEntity, { code: competency })))
      throw invalid({ pointer: '/competency', code: 'unknown', detail: `${competency} is not in the catalogue` });
    const row = { id, competency, level, positionId, positionKind, grade, legalBasis, effectiveFrom, effectiveTo };
    const { raw } = await transaction()
      .createQueryBuilder()
      .insert()
      .into(CompetencyStandardEntity)
      .values(row)
      .orIgnore()
      .returning('id')
      .execute();
    if ((raw as unknown[]).length === 0) throw new DomainError('already-exists');
    return row;
  }
}

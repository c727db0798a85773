import { Injectable } from '@nestjs/common';
import { DomainError, invalid, type AddCompetency } from '@siger/contracts';
import { transaction } from '@siger/service';
import { In } from 'typeorm';
import type { Level, Signal } from './competency.js';
import { CompetencyEntity, CompetencySignalEntity } from './competency.entity.js';

@Injectable()
export class CompetencyCommands {
  async add({ signals = [], nameEn, ...competency }: AddCompetency): Promise<string> {
    const { code } = competency;
    if (await transaction().existsBy(CompetencyEntity, { code })) throw new DomainError('already-exists');
    await transaction().insert(CompetencyEntity, { ...competency, nameEn: nameEn ?? competency.name });
    await transaction().insert(
      CompetencySignalEntity,
      signals.map(({ kind, signal }) => ({ kind: kind as Signal['kind'], signal, competency: code })),
    );
    return code;
  }

  /** Refuses levels of competencies that the catalogue does not know, or that are named twice; `field` is where they stand. */
  async mustKnow(levels: readonly Level[], field: string): Promise<void> {
    const codes = levels.map(({ competency }) => competency);
    const known = await transaction().findBy(CompetencyEntity, { code: In(codes) });
    const faults = codes.flatMap((code, n) => {
      const pointer = `/${field}/${n}/competency`;
      if (codes.indexOf(code) < n) return [{ pointer, code: 'twice', detail: `${code} is named twice` }];
      return known.some((competency) => competency.code === code)
        ? []
        : [{ pointer, code: 'unknown', detail: `${code} is not in the catalogue` }];
    });
    if (faults.length > 0) throw invalid(...faults);
  }
}

import { Controller, Get, Query } from '@nestjs/common';
import { CreditPointsQuery, CreditPointsView, DomainError, type Actor } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Allow, Answers, clock, CurrentActor } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { reading, staff } from '../access/policy.js';
import { CreditPointsQueries } from './credit-points.queries.js';

@Controller('v1/credit-points')
@Allow(...staff)
export class CreditPointsController {
  constructor(
    private readonly queries: CreditPointsQueries,
    private readonly access: Access,
    private readonly directory: Directory,
  ) {}

  @Get()
  @Allow(...reading)
  @Answers(CreditPointsView)
  async get(@CurrentActor() actor: Actor, @Query() query: CreditPointsQuery): Promise<CreditPointsView> {
    const employeeId = query.employeeId ?? actor.employeeId;
    if (employeeId === null) throw new DomainError('not-found');
    const placement = await this.directory.placementOn(employeeId, clock.today());
    await this.access.require(actor, 'credit-points.read', { employeeId, unitId: placement?.unitId ?? null });
    return this.queries.of(employeeId, placement?.positionKind === 'JF');
  }
}

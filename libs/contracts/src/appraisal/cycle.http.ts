import { DateOnly, Id, ListOf, OneOf, Optional, Whole } from '../core/field.js';
import { cycleStates, periodCodes, periodicities, periodKinds } from './values.js';

export class CreateCycle {
  @Optional() @Id({ doc: 'made by the client, so that a repeated import finds it' }) id?: string;
  @Id({ doc: 'agency whose employees it is for' }) agencyId!: string;
  @Whole({ min: 2000, max: 2100, doc: 'performance year, 1 January to 31 December' }) year!: number;
  @OneOf(periodicities, { doc: 'how often the periodic evaluation is held' }) periodicity!: string;
}

export class CyclePeriod {
  @OneOf(periodCodes) code!: string;
  @OneOf(periodKinds) kind!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @DateOnly({ doc: 'last day for its evaluation' }) dueOn!: string;
}

export class CycleView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() agencyId!: string;
  @Whole({ min: 2000, max: 2100 }) year!: number;
  @OneOf(periodicities) periodicity!: string;
  @OneOf(cycleStates) state!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @DateOnly({ doc: 'last day for setting the plans' }) plansDueOn!: string;
  @ListOf(() => CyclePeriod, { max: 13 }) periods!: CyclePeriod[];
}

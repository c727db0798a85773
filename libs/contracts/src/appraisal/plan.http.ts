import {
  DateOnly,
  Figure,
  Flag,
  Id,
  Ids,
  ListOf,
  Nested,
  Nullable,
  OneOf,
  Optional,
  SomeOf,
  Text,
  Texts,
  Whole,
} from '../core/field.js';
import { skmElements, skmGrades } from '../feedback/values.js';
import { approaches, aspects, behaviours, perspectives, planStates, realisationSources, resultKinds } from './values.js';

export class IndicatorSource {
  @OneOf(realisationSources) kind!: string;
  @Id({ doc: 'public service whose satisfaction index is the realisation' }) publicServiceId!: string;
}

export class NewIndicator {
  @Optional() @Id() id?: string;
  @Text({ max: 1000 }) description!: string;
  @Optional() @OneOf(aspects, { doc: 'of administrators, functional and executing staff' }) aspect?: string;
  @Optional() @OneOf(perspectives, { doc: 'of JPT and heads of units' }) perspective?: string;
  @Text({ max: 300 }) target!: string;
  @Optional() @Nested(() => IndicatorSource) source?: IndicatorSource;
}

export class NewResult {
  @Optional() @Id() id?: string;
  @OneOf(resultKinds) kind!: string;
  @Text({ max: 2000 }) description!: string;
  @Optional() @Ids({ max: 20, doc: "results of the leader's plan that this one intervenes in" }) parentResultIds?: string[];
  @Optional() @Text({ max: 2000, doc: 'measure of success, for the qualitative approach' }) measure?: string;
  @Optional() @ListOf(() => NewIndicator, { max: 20 }) indicators?: NewIndicator[];
}

export class BehaviourExpectation {
  @OneOf(behaviours) value!: string;
  @Nullable() @Text({ max: 2000, doc: "the leader's special expectation" }) expectation!: string | null;
}

export class PlanAnnexes {
  @Texts({ max: 20, maxLength: 2000, doc: 'dukungan sumber daya' }) resources!: string[];
  @Texts({ max: 20, maxLength: 2000, doc: 'skema pertanggungjawaban' }) accountability!: string[];
  @Texts({ max: 20, maxLength: 2000, doc: 'konsekuensi' }) consequences!: string[];
}

export class PlanContent {
  @Optional() @ListOf(() => NewResult, { max: 50 }) results?: NewResult[];
  @Optional() @ListOf(() => BehaviourExpectation, { max: 7 }) behaviours?: BehaviourExpectation[];
  @Optional() @Nested(() => PlanAnnexes) annexes?: PlanAnnexes;
}

export class CreatePlan extends PlanContent {
  @Optional() @Id({ doc: 'made by the client' }) id?: string;
  @Id() cycleId!: string;
  @Optional() @Id({ doc: 'default: the caller' }) employeeId?: string;
  @OneOf(approaches) approach!: string;
  @Optional() @DateOnly({ doc: 'first day that it covers; default: of the year' }) from?: string;
  @Optional() @DateOnly({ doc: 'last day that it covers; default: of the year' }) until?: string;
}

export class EstablishedPlan extends CreatePlan {
  @Optional() @Id({ doc: 'default: who rates the employee on the first day' }) raterId?: string;
  @DateOnly({ doc: 'day on which it was set' }) establishedOn!: string;
}
export class ImportPlans {
  @ListOf(() => EstablishedPlan, { min: 1, max: 200 }) plans!: EstablishedPlan[];
}
/** What a repeatable import did; an id that was there before is left as it is. */
export class HistoryImported {
  @Whole({ min: 0, max: 1000 }) imported!: number;
  @Whole({ min: 0, max: 1000 }) existing!: number;
}

export class ReasonGiven {
  @Text({ max: 2000 }) reason!: string;
}

export class IndexRealisation {
  @Figure({ doc: 'published satisfaction index, 25.00-100.00' }) value!: string;
  @Id() indexId!: string;
  @Id() publicServiceId!: string;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @Whole({ min: 1, max: 1e9 }) respondents!: number;
  @OneOf(skmGrades) grade!: string;
  @SomeOf(skmElements, { max: 9, doc: 'elements that citizens scored lowest' }) lowest!: string[];
}

export class PlanIndicator {
  @Id() id!: string;
  @Text({ max: 1000 }) description!: string;
  @Nullable() @OneOf(aspects) aspect!: string | null;
  @Nullable() @OneOf(perspectives) perspective!: string | null;
  @Text({ max: 300 }) target!: string;
  @Nullable() @Nested(() => IndicatorSource) source!: IndicatorSource | null;
  @ListOf(() => IndexRealisation, { max: 60, doc: 'what arrived by itself, oldest first' }) realisations!: IndexRealisation[];
}
export class PlanResult {
  @Id() id!: string;
  @OneOf(resultKinds) kind!: string;
  @Text({ max: 2000 }) description!: string;
  @Ids({ max: 20 }) parentResultIds!: string[];
  @Nullable() @Text({ max: 2000 }) measure!: string | null;
  @ListOf(() => PlanIndicator, { max: 20 }) indicators!: PlanIndicator[];
}
export class PlanView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() cycleId!: string;
  @Id() employeeId!: string;
  @Nullable() @Id() raterId!: string | null;
  @Id() unitId!: string;
  @Flag({ doc: 'the employee leads the unit' }) leadsUnit!: boolean;
  @OneOf(approaches) approach!: string;
  @OneOf(planStates) state!: string;
  @Whole({ min: 1, max: 1000, doc: 'counts the established versions, this one included' }) edition!: number;
  @DateOnly() from!: string;
  @DateOnly() until!: string;
  @ListOf(() => PlanResult, { max: 50 }) results!: PlanResult[];
  @ListOf(() => BehaviourExpectation, { min: 7, max: 7 }) behaviours!: BehaviourExpectation[];
  @Nested(() => PlanAnnexes) annexes!: PlanAnnexes;
  @Nullable() @Text({ max: 2000, doc: 'why it was returned or is revised' }) reason!: string | null;
  @Nullable() @DateOnly() establishedOn!: string | null;
}

/** One version that was once in force. */
export class PlanEditionView {
  @Whole({ min: 1, max: 1000 }) edition!: number;
  @DateOnly() establishedOn!: string;
  @ListOf(() => PlanResult, { max: 50 }) results!: PlanResult[];
  @ListOf(() => BehaviourExpectation, { min: 7, max: 7 }) behaviours!: BehaviourExpectation[];
  @Nested(() => PlanAnnexes) annexes!: PlanAnnexes;
}

/** Matriks peran hasil: how the results of a leader are shared out. */
export class RoleMatrixCell {
  @Id() parentResultId!: string;
  @Id() employeeId!: string;
  @Id() planId!: string;
  @Id() resultId!: string;
  @Text({ max: 2000 }) description!: string;
}
export class RoleMatrixView {
  @Id() planId!: string;
  @Id() leaderId!: string;
  @ListOf(() => PlanResult, { max: 50 }) columns!: PlanResult[];
  @ListOf(() => RoleMatrixCell, { max: 5000 }) cells!: RoleMatrixCell[];
  @Ids({ max: 50, doc: 'results that nobody works towards: a warning' }) withoutContribution!: string[];
}

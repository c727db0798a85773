import {
  DatesOnly,
  Figure,
  Flag,
  ListOf,
  Nested,
  Nullable,
  Num,
  OneOf,
  OneOfOrNum,
  Optional,
  Whole,
  Wholes,
} from '../core/field.js';
import { olderPredicates } from '../appraisal/rules.http.js';
import { employmentStatuses, positionKinds } from '../employees/values.js';
import { developmentKinds } from './values.js';

/** Peraturan LAN 10/2018; which measure a kind needs is a rule, told by its refusals. */
export class HoursActivity {
  @OneOf(developmentKinds) kind!: (typeof developmentKinds)[number];
  @Optional() @Flag({ doc: 'held abroad or for an international audience' }) international?: boolean;
  @Optional() @Num({ min: 0, max: 10_000, doc: 'hours (JP) as the programme or the certificate states them' }) hours?: number;
  @Optional() @Whole({ min: 0, max: 3_660 }) days?: number;
  @Optional() @DatesOnly({ max: 2_000, doc: 'one per session or activity' }) dates?: string[];
  @Optional() @Whole({ min: 0, max: 10_000 }) count?: number;
}
export class HoursInput {
  @OneOf(employmentStatuses) status!: (typeof employmentStatuses)[number];
  @ListOf(() => HoursActivity, { max: 5_000 }) activities!: HoursActivity[];
}
export class HoursLine {
  @Num({ min: 0, max: 1e9, doc: 'hours (JP) counted' }) hours!: number;
}
export class HoursAnswer {
  @ListOf(() => HoursLine, { max: 5_000 }) lines!: HoursLine[];
  @Num({ min: 0, max: 1e9 }) total!: number;
  @Num({ min: 0, max: 1e9, doc: 'hours of a year' }) target!: number;
  @Flag() met!: boolean;
}

export const selectionClasses = ['MEMENUHI_SYARAT', 'MASIH_MEMENUHI_SYARAT', 'KURANG_MEMENUHI_SYARAT'] as const;
export const mappingClasses = ['OPTIMAL', 'CUKUP_OPTIMAL', 'KURANG_OPTIMAL'] as const;
/** PermenPANRB 38/2017: levels of the same competencies, in the same order. */
export class CompetencyFitInput {
  @Wholes({ min: 1, max: 200, least: 1, most: 5 }) standard!: number[];
  @Wholes({ min: 1, max: 200, least: 1, most: 5 }) actual!: number[];
  @Optional() @Flag({ doc: 'whether a level above the standard counts no more than the standard' }) cap?: boolean;
}
export class CompetencyFitAnswer {
  @Figure({ doc: 'job person match, percent' }) fit!: string;
  @OneOf(selectionClasses) selection!: (typeof selectionClasses)[number];
  @OneOf(mappingClasses) mapping!: (typeof mappingClasses)[number];
  @Wholes({ max: 200, least: -4, most: 4 }) gaps!: number[];
}

export const performanceLevels = ['DI_BAWAH', 'DI_SESUAI', 'DI_ATAS'] as const;
export const potentialLevels = ['RENDAH', 'MENENGAH', 'TINGGI'] as const;
/** PermenPANRB 3/2020: each axis a level, or a number 0-100. */
export class TalentBoxInput {
  @OneOfOrNum(performanceLevels, { min: 0, max: 100 }) performance!: (typeof performanceLevels)[number] | number;
  @OneOfOrNum(potentialLevels, { min: 0, max: 100 }) potential!: (typeof potentialLevels)[number] | number;
}
export class TalentBoxAnswer {
  @Whole({ min: 1, max: 9 }) box!: number;
  @Nullable() @Figure({ doc: 'null unless both axes are numbers' }) talentScore!: string | null;
}

export const educationLevels = ['S3', 'S2', 'S1', 'D4', 'D3', 'D2', 'D1', 'SLTA', 'BELOW_SLTA'] as const;
export const punishments = ['NONE', 'LIGHT', 'MEDIUM', 'HEAVY'] as const;
export const professionalismCategories = ['SANGAT_TINGGI', 'TINGGI', 'SEDANG', 'RENDAH', 'SANGAT_RENDAH'] as const;
/** PermenPANRB 38/2018, PerBKN 8/2019. Every field, also one that the position does not use. */
export class ProfessionalismIndexInput {
  @OneOf(educationLevels) education!: (typeof educationLevels)[number];
  @OneOf(positionKinds) position!: (typeof positionKinds)[number];
  @Flag() leadershipTraining!: boolean;
  @Flag() functionalTraining!: boolean;
  @Num({ min: 0, max: 100_000, doc: 'hours (JP) of technical training in the last year' }) technicalHours!: number;
  @Flag({ doc: 'a seminar, workshop, apprenticeship or course in the last two years' }) seminar!: boolean;
  @OneOf(olderPredicates) predicate!: (typeof olderPredicates)[number];
  @OneOf(punishments, { doc: 'heaviest of the last five years' }) punishment!: (typeof punishments)[number];
}
export class ProfessionalismParts {
  @Figure() qualification!: string;
  @Figure() competence!: string;
  @Figure() performance!: string;
  @Figure() discipline!: string;
}
export class ProfessionalismIndexAnswer {
  @Figure() index!: string;
  @OneOf(professionalismCategories) category!: (typeof professionalismCategories)[number];
  @Nested(() => ProfessionalismParts) parts!: ProfessionalismParts;
}

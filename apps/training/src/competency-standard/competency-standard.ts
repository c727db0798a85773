import { invalid } from '@siger/contracts';
import { levelsByCode, type Level } from '../competency/competency.js';

/** A required level for one position, or for a kind of position (a JF with its grade). */
export interface CompetencyStandard extends Level {
  readonly positionId: string | null;
  readonly positionKind: string | null;
  readonly grade: string | null;
}

export interface Post {
  readonly positionId: string;
  readonly positionKind: string;
  readonly grade: string | null;
}

const fits = (standard: CompetencyStandard, post: Post) =>
  standard.positionId === post.positionId ||
  (standard.positionId === null && standard.positionKind === post.positionKind && (standard.grade ?? post.grade) === post.grade);

/** The standard of the very position decides; else that of its grade; else that of its kind (PermenPANRB 38/2017). */
const specificity = ({ positionId, grade }: CompetencyStandard) => (positionId === null ? 0 : 2) + (grade === null ? 0 : 1);

/** The levels that a post requires, one per competency, by code. */
export const requiredLevels = (standards: readonly CompetencyStandard[], post: Post | null): Level[] => {
  if (post === null) return [];
  const required = new Map<string, CompetencyStandard>();
  for (const standard of standards.filter((candidate) => fits(candidate, post))) {
    const known = required.get(standard.competency);
    if (!known || specificity(standard) > specificity(known)) required.set(standard.competency, standard);
  }
  return [...required.values()]
    .map(({ competency, level }) => ({ competency, level }))
    .sort((a, b) => (a.competency < b.competency ? -1 : 1));
};

export interface Gap {
  readonly competency: string;
  readonly standard: number;
  readonly actual: number | null;
  /** `actual - standard`: negative is a need. Null where the level was never assessed: not known is not a gap. */
  readonly gap: number | null;
}

export const gapsOf = (profile: readonly Level[], standards: readonly Level[]): Gap[] => {
  const levels = levelsByCode(profile);
  return standards.map(({ competency, level: standard }) => {
    const actual = levels.get(competency) ?? null;
    return { competency, standard, actual, gap: actual === null ? null : actual - standard };
  });
};

interface Addressee {
  readonly positionId?: string;
  readonly positionKind?: string;
  readonly grade?: string;
}

/** Exactly one of position and kind says for whom; a grade belongs to a JF. */
export const checkAddressee = ({ positionId, positionKind, grade }: Addressee) => {
  if ((positionId === undefined) === (positionKind === undefined))
    throw invalid({ pointer: '/positionKind', code: 'one-of', detail: 'give exactly one of positionId and positionKind' });
  if ((grade !== undefined) !== (positionKind === 'JF'))
    throw invalid({ pointer: '/grade', code: 'grade', detail: 'a grade belongs to the kind JF, and only to it' });
};

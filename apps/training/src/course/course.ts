import { changed, courseOffered, courseRetired, DomainError, fact, invalid, type Change } from '@siger/contracts';
import type { Level } from '../competency/competency.js';

export interface Course {
  readonly id: string;
  readonly version: number;
  readonly code: string;
  readonly title: string;
  readonly description: string | null;
  readonly organiser: string;
  readonly kind: string;
  readonly mode: string;
  /** JP of the programme; null where the kind is counted by days, sessions or assignments. */
  readonly hours: number | null;
  readonly international: boolean;
  readonly raises: readonly Level[];
  readonly retired: boolean;
}

type Offer = Omit<Course, 'version' | 'retired'>;

/** Only the kinds that count hours may state them, and five of them must (Peraturan LAN 10/2018). */
const measure = (kind: string): 'must' | 'may' | 'not' => {
  if (/^PELATIHAN_(?!JARAK_JAUH)/.test(kind)) return 'must';
  return ['KURSUS', 'E_LEARNING', 'PELATIHAN_JARAK_JAUH'].includes(kind) ? 'may' : 'not';
};

export const offer = (course: Offer): Change<Course> => {
  const { id: courseId, kind, mode, raises, hours } = course;
  if (measure(kind) === 'must' && hours === null)
    throw invalid({ pointer: '/hours', code: 'required', detail: `${kind} states its hours` });
  if (measure(kind) === 'not' && hours !== null)
    throw invalid({ pointer: '/hours', code: 'not-used', detail: `${kind} is not counted in hours of the programme` });
  return changed(
    { ...course, version: 1, retired: false },
    fact(courseOffered, { courseId, kind, mode, hours: hours ?? 0, raises: [...raises] }),
  );
};

export const retire = (course: Course): Change<Course> => {
  if (course.retired) throw new DomainError('course-retired');
  return changed({ ...course, retired: true }, fact(courseRetired, { courseId: course.id }));
};

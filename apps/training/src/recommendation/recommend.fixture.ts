import { appraisalCompleted, behaviours, skmElements } from '@siger/contracts';
import type { Signal } from '../competency/competency.js';
import type { CataloguedCourse, Grounds } from './recommend.js';

export const courseId = (n: number) => `018f6f00-0000-7000-8000-0000000004${String(n).padStart(2, '0')}`;
export const aCourse = (n: number, ...raises: [competency: string, level: number][]): CataloguedCourse => ({
  courseId: courseId(n),
  hours: 20,
  raises: raises.map(([competency, level]) => ({ competency, level })),
});

/** A small catalogue: services are PELAYANAN_PUBLIK, results ORIENTASI_HASIL, everything else INTEGRITAS. */
export const signals: Signal[] = [
  { kind: 'RESULT', signal: 'KESELURUHAN', competency: 'ORIENTASI_HASIL' },
  { kind: 'BEHAVIOUR', signal: 'KESELURUHAN', competency: 'INTEGRITAS' },
  ...behaviours.map((signal): Signal => ({
    kind: 'BEHAVIOUR',
    signal,
    competency: signal === 'BERORIENTASI_PELAYANAN' ? 'PELAYANAN_PUBLIK' : 'INTEGRITAS',
  })),
  ...skmElements.map((signal): Signal => ({ kind: 'SKM_ELEMENT', signal, competency: 'PELAYANAN_PUBLIK' })),
];

const codes = ['INTEGRITAS', 'ORIENTASI_HASIL', 'PELAYANAN_PUBLIK'] as const;
const all = (level: number) => codes.map((competency) => ({ competency, level }));

/** Somebody who fits the post, rated above expectation, in a unit without surveys. */
export const grounds = (more: Partial<Grounds> = {}): Grounds => ({
  appraisal: {
    ...appraisalCompleted.example,
    workResult: 'DI_ATAS_EKSPEKTASI',
    behaviour: 'DI_ATAS_EKSPEKTASI',
    results: [],
    behaviours: [],
  },
  voices: [],
  gaps: [],
  signals,
  profile: all(2),
  standards: all(2),
  courses: [2, 3].flatMap((level) => codes.map((code, n) => aCourse(level * 10 + n, [code, level]))),
  ...more,
});

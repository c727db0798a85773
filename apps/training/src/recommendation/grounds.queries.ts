import { Injectable } from '@nestjs/common';
import type { AppraisalCompleted } from '@siger/contracts';
import { Access } from '../access/access.queries.js';
import type { Level, Signal } from '../competency/competency.js';
import { gapsOf } from '../competency-standard/competency-standard.js';
import { postOf, type PostWithStandards, requiredBy } from '../competency-standard/competency-standard.queries.js';
import type { Voice } from './reason.js';
import type { CataloguedCourse, Grounds } from './recommend.js';

interface Known {
  readonly post: PostWithStandards | null;
  readonly profile: Level[] | null;
  readonly signals: Signal[] | null;
  readonly courses: CataloguedCourse[] | null;
  readonly voices: Voice[] | null;
}

/** One round trip: a person waits for what this leads to. */
const known = `SELECT
  (SELECT to_jsonb(post) FROM (${postOf('$1', '$3')}) post) AS post,
  (SELECT competencies FROM learners WHERE id = $1) AS profile,
  (SELECT jsonb_agg(jsonb_build_object('kind', kind, 'signal', signal, 'competency', competency)) FROM competency_signals) AS signals,
  (SELECT jsonb_agg(jsonb_build_object('courseId', id, 'hours', COALESCE(hours, 0), 'raises', raises)) FROM courses
    WHERE NOT retired AND id NOT IN (SELECT course_id FROM enrolments WHERE employee_id = $1 AND status = 'COMPLETED')) AS courses,
  (SELECT jsonb_agg(jsonb_build_object('publicServiceId', public_service_id, 'index', index_value, 'lowest', lowest))
    FROM citizen_voices WHERE unit_id = $2) AS voices`;

/** What the appraisal settled wins over what was published since: the recommendation explains this appraisal. */
const voicesOf = ({ services }: AppraisalCompleted, published: readonly Voice[]): Voice[] => [
  ...services,
  ...published.filter((voice) => !services.some(({ publicServiceId }) => publicServiceId === voice.publicServiceId)),
];

@Injectable()
export class GroundsQueries {
  constructor(private readonly access: Access) {}

  /** All that a decision after an appraisal needs; the post is the one of the period's last day. */
  async after(appraisal: AppraisalCompleted): Promise<Grounds> {
    const { employeeId, unitId, periodEnd } = appraisal;
    const [found] = await this.access.manager.query<Known[]>(known, [employeeId, unitId, periodEnd]);
    const standards = requiredBy(found?.post ?? null);
    const profile = found?.profile ?? [];
    return {
      appraisal,
      profile,
      standards,
      gaps: gapsOf(profile, standards),
      voices: voicesOf(appraisal, found?.voices ?? []),
      signals: found?.signals ?? [],
      courses: found?.courses ?? [],
    };
  }
}

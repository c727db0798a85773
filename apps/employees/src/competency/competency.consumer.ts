import { Controller } from '@nestjs/common';
import { learnerProfileUpdated, type LearnerProfileUpdated } from '@siger/contracts';
import { OnEvent, readModel, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';

const competencies = readModel({ consumer: 'employees.competencies', tables: ['competency_profiles'] });

@Controller()
export class CompetencyConsumer {
  /** The event holds the whole profile: the newest one counts, also when an older one comes late. Whoever was erased has none. */
  @OnEvent(learnerProfileUpdated, competencies)
  async profileUpdated({ employeeId, competencies: profile }: LearnerProfileUpdated, { meta }: EventContext): Promise<void> {
    await transaction().query(
      `INSERT INTO competency_profiles AS known (employee_id, competencies, sequence)
       SELECT id, $2::jsonb, $3::bigint FROM employees WHERE id = $1
       ON CONFLICT (employee_id) DO UPDATE SET competencies = excluded.competencies, sequence = excluded.sequence
       WHERE known.sequence < excluded.sequence`,
      [employeeId, JSON.stringify(profile), meta.sequence],
    );
  }
}

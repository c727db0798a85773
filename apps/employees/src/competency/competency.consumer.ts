import { Controller } from '@nestjs/common';
import { learnerProfileUpdated, type LearnerProfileUpdated } from '@siger/contracts';
import { OnEvent, readModel } from '@siger/messaging';
import { transaction } from '@siger/service';

const competencies = readModel({ consumer: 'employees.competencies', tables: ['competency_profiles'] });

@Controller()
export class CompetencyConsumer {
  /** The event holds the whole profile, and events of one employee come in order: the last one counts. Whoever was erased has none. */
  @OnEvent(learnerProfileUpdated, competencies)
  async profileUpdated({ employeeId, competencies: profile }: LearnerProfileUpdated): Promise<void> {
    await transaction().query(
      `INSERT INTO competency_profiles (employee_id, competencies) SELECT id, $2::jsonb FROM employees WHERE id = $1
       ON CONFLICT (employee_id) DO UPDATE SET competencies = excluded.competencies`,
      [employeeId, JSON.stringify(profile)],
    );
  }
}

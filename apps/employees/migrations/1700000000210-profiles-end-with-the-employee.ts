import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The events of a profile are kept for ever, also those of somebody who was erased: only the table can know that nobody is there. */
export class ProfilesEndWithTheEmployee1700000000210 implements MigrationInterface {
  name = 'ProfilesEndWithTheEmployee1700000000210';

  async up(runner: QueryRunner) {
    await runner.query(`
      DELETE FROM competency_profiles WHERE employee_id NOT IN (SELECT id FROM employees);
      ALTER TABLE competency_profiles ADD CONSTRAINT competency_profiles_employee
        FOREIGN KEY (employee_id) REFERENCES employees ON DELETE CASCADE;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE competency_profiles DROP CONSTRAINT competency_profiles_employee');
  }
}

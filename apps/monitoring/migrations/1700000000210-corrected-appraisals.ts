import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A correction may be heard before what it corrects, so it is kept which one it replaces. */
export class CorrectedAppraisals1700000000210 implements MigrationInterface {
  name = 'CorrectedAppraisals1700000000210';

  async up(runner: QueryRunner) {
    await runner.query(`
      ALTER TABLE appraisals ADD supersedes uuid;
      CREATE INDEX appraisals_supersedes ON appraisals (supersedes) WHERE supersedes IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE appraisals DROP COLUMN supersedes');
  }
}

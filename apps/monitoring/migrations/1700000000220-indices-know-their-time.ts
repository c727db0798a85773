import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an index was published, so that of two of one period the latest word counts. Those from before give way to any. */
export class IndicesKnowTheirTime1700000000220 implements MigrationInterface {
  name = 'IndicesKnowTheirTime1700000000220';

  async up(runner: QueryRunner) {
    await runner.query("ALTER TABLE service_indices ADD COLUMN published_at timestamptz NOT NULL DEFAULT '-infinity'");
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE service_indices DROP COLUMN published_at');
  }
}

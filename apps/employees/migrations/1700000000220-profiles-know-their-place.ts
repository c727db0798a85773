import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which event a profile was told by, so that one that comes late does not replace a newer one. Profiles from before give way to any. */
export class ProfilesKnowTheirPlace1700000000220 implements MigrationInterface {
  name = 'ProfilesKnowTheirPlace1700000000220';

  async up(runner: QueryRunner) {
    await runner.query('ALTER TABLE competency_profiles ADD COLUMN sequence bigint NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE competency_profiles DROP COLUMN sequence');
  }
}

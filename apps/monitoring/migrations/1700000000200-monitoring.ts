import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Monitoring1700000000200 implements MigrationInterface {
  name = 'Monitoring1700000000200';

  async up(runner: QueryRunner) {
    await runner.query(`
      CREATE TABLE story_events (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL UNIQUE,
        type text NOT NULL,
        source text NOT NULL,
        topic text NOT NULL,
        key text NOT NULL,
        sequence bigint NOT NULL,
        correlation_id uuid NOT NULL,
        causation_id uuid,
        occurred_at timestamptz NOT NULL
      );
      CREATE INDEX story_events_story ON story_events (correlation_id, occurred_at, number);

      CREATE TABLE plans (
        plan_id uuid PRIMARY KEY,
        employee_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        until date NOT NULL
      );
      CREATE INDEX plans_unit ON plans (unit_id);

      CREATE TABLE appraisals (
        appraisal_id uuid PRIMARY KEY,
        employee_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        predicate text NOT NULL
      );
      CREATE INDEX appraisals_unit ON appraisals (unit_id);

      CREATE TABLE service_indices (
        public_service_id uuid PRIMARY KEY,
        unit_id uuid NOT NULL,
        index_value numeric(5, 2) NOT NULL,
        grade text NOT NULL,
        respondents int NOT NULL,
        until date NOT NULL
      );
      CREATE INDEX service_indices_unit ON service_indices (unit_id);

      CREATE TABLE figures (
        unit_id uuid NOT NULL,
        figure text NOT NULL,
        value numeric NOT NULL,
        PRIMARY KEY (unit_id, figure)
      );
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE figures, service_indices, appraisals, plans, story_events');
  }
}

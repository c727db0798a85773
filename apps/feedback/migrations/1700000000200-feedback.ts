import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Feedback1700000000200 implements MigrationInterface {
  name = 'Feedback1700000000200';

  async up(runner: QueryRunner) {
    await runner.query(`
      CREATE TABLE public_services (
        id uuid PRIMARY KEY,
        version int NOT NULL,
        sequence bigint NOT NULL DEFAULT 0,
        unit_id uuid NOT NULL,
        name text NOT NULL,
        description text,
        open boolean NOT NULL,
        since date NOT NULL
      );
      CREATE INDEX public_services_unit ON public_services (unit_id, id);

      CREATE TABLE responses (
        id uuid PRIMARY KEY,
        version int NOT NULL,
        sequence bigint NOT NULL DEFAULT 0,
        public_service_id uuid NOT NULL REFERENCES public_services,
        "on" date NOT NULL,
        answers jsonb NOT NULL,
        sex text,
        education text,
        occupation text,
        age text,
        suggestion text
      );
      CREATE INDEX responses_service_day ON responses (public_service_id, "on");

      CREATE TABLE satisfaction_indexes (
        id uuid PRIMARY KEY,
        version int NOT NULL,
        sequence bigint NOT NULL DEFAULT 0,
        public_service_id uuid NOT NULL REFERENCES public_services,
        unit_id uuid NOT NULL,
        period_from date NOT NULL,
        period_until date NOT NULL,
        respondents int NOT NULL,
        index_value text NOT NULL,
        grade text NOT NULL,
        averages jsonb NOT NULL,
        lowest jsonb NOT NULL,
        rule_set_id uuid NOT NULL,
        legal_basis text NOT NULL,
        published_on date NOT NULL
      );
      CREATE INDEX satisfaction_indexes_service ON satisfaction_indexes (public_service_id, period_until DESC);
    `);
  }

  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE satisfaction_indexes, responses, public_services');
  }
}

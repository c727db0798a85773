import type { MigrationInterface, QueryRunner } from 'typeorm';

const kept = `id uuid PRIMARY KEY,
  version int NOT NULL,
  sequence bigint NOT NULL`;
const concerning = `employee_id uuid NOT NULL,
  unit_id uuid NOT NULL`;

const planning = `
CREATE TABLE cycles (
  ${kept},
  agency_id uuid NOT NULL,
  year int NOT NULL,
  periodicity text NOT NULL,
  state text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  plans_due_on date NOT NULL,
  periods jsonb NOT NULL,
  UNIQUE (agency_id, year)
);

CREATE TABLE plans (
  ${kept},
  ${concerning},
  cycle_id uuid NOT NULL REFERENCES cycles,
  rater_id uuid,
  leads_unit boolean NOT NULL,
  position_kind text NOT NULL,
  approach text NOT NULL,
  state text NOT NULL,
  edition int NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL CHECK (valid_until >= valid_from),
  results jsonb NOT NULL,
  behaviours jsonb NOT NULL,
  annexes jsonb NOT NULL,
  realisations jsonb NOT NULL,
  reason text,
  established_on date,
  UNIQUE (employee_id, cycle_id, valid_from)
);
CREATE INDEX plans_unit ON plans (unit_id, id DESC);
CREATE INDEX plans_cycle ON plans (cycle_id, id DESC);

CREATE TABLE plan_editions (
  plan_id uuid NOT NULL REFERENCES plans ON DELETE CASCADE,
  edition int NOT NULL,
  established_on date NOT NULL,
  results jsonb NOT NULL,
  behaviours jsonb NOT NULL,
  annexes jsonb NOT NULL,
  PRIMARY KEY (plan_id, edition)
);

-- Looked up by the cascade: where a result stands, and what it works towards.
CREATE TABLE plan_results (
  result_id uuid PRIMARY KEY,
  plan_id uuid NOT NULL REFERENCES plans ON DELETE CASCADE,
  parent_ids uuid[] NOT NULL
);
CREATE INDEX plan_results_plan ON plan_results (plan_id);
CREATE INDEX plan_results_parents ON plan_results USING gin (parent_ids);

-- Looked up when an index is published: the plans that are bound to its service.
CREATE TABLE plan_indicator_sources (
  public_service_id uuid NOT NULL,
  plan_id uuid NOT NULL REFERENCES plans ON DELETE CASCADE,
  PRIMARY KEY (public_service_id, plan_id)
);
CREATE INDEX plan_indicator_sources_plan ON plan_indicator_sources (plan_id);

CREATE TABLE service_indices (
  index_id uuid PRIMARY KEY,
  public_service_id uuid NOT NULL,
  valid_until date NOT NULL,
  published jsonb NOT NULL
);
CREATE INDEX service_indices_service ON service_indices (public_service_id, valid_until);
`;

const doing = `
CREATE TABLE activities (
  ${kept},
  ${concerning},
  plan_id uuid NOT NULL REFERENCES plans,
  result_id uuid,
  date date NOT NULL,
  start_minute smallint NOT NULL,
  end_minute smallint NOT NULL CHECK (end_minute > start_minute),
  description text NOT NULL,
  volume double precision NOT NULL,
  output text NOT NULL,
  evidence jsonb NOT NULL,
  state text NOT NULL,
  reason text
);
CREATE INDEX activities_employee ON activities (employee_id, date DESC, id DESC);
CREATE INDEX activities_plan ON activities (plan_id);
CREATE INDEX activities_unit ON activities (unit_id, date DESC, id DESC);

CREATE TABLE notes (
  ${kept},
  ${concerning},
  plan_id uuid NOT NULL REFERENCES plans,
  author_id uuid NOT NULL,
  relation text NOT NULL,
  kind text NOT NULL,
  result_id uuid,
  behaviour text,
  text text NOT NULL,
  given_on date NOT NULL,
  CHECK ((result_id IS NULL) <> (behaviour IS NULL))
);
CREATE INDEX notes_plan ON notes (plan_id, id DESC);
`;

const judging = `
CREATE TABLE organisation_ratings (
  ${kept},
  unit_id uuid NOT NULL,
  cycle_id uuid NOT NULL REFERENCES cycles,
  period text NOT NULL,
  predicate text NOT NULL,
  reason text NOT NULL,
  given_on date NOT NULL,
  UNIQUE (unit_id, cycle_id, period)
);

CREATE TABLE evaluations (
  ${kept},
  ${concerning},
  plan_id uuid NOT NULL REFERENCES plans,
  plan_edition int NOT NULL,
  cycle_id uuid NOT NULL REFERENCES cycles,
  rater_id uuid NOT NULL,
  period text NOT NULL,
  period_kind text NOT NULL,
  valid_from date NOT NULL,
  valid_until date NOT NULL,
  state text NOT NULL,
  leads_unit boolean NOT NULL,
  grade text,
  self_assessment jsonb NOT NULL,
  summary text,
  results jsonb NOT NULL,
  behaviours jsonb NOT NULL,
  work_result text,
  behaviour text,
  predicate text,
  rule_set_id uuid REFERENCES rule_sets,
  organisation_rating_id uuid REFERENCES organisation_ratings,
  realisations jsonb,
  remark text,
  handed_over_on date,
  signed_on date,
  finalised_on date,
  supersedes uuid UNIQUE REFERENCES evaluations,
  superseded_by uuid
);
CREATE UNIQUE INDEX evaluations_period ON evaluations (plan_id, period) WHERE supersedes IS NULL;
CREATE INDEX evaluations_employee ON evaluations (employee_id, id DESC);
CREATE INDEX evaluations_rater ON evaluations (rater_id, cycle_id, period);
CREATE INDEX evaluations_unit ON evaluations (unit_id, cycle_id, period);

CREATE TABLE objections (
  ${kept},
  ${concerning},
  evaluation_id uuid NOT NULL UNIQUE REFERENCES evaluations,
  rater_id uuid NOT NULL,
  state text NOT NULL,
  reason text NOT NULL,
  filed_on date NOT NULL,
  last_day date NOT NULL,
  rule_set_id uuid NOT NULL REFERENCES rule_sets,
  consideration text,
  decided_on date,
  corrected_by uuid
);
CREATE INDEX objections_employee ON objections (employee_id);
`;

/** Days of the year as `MM-DD`; working days after the end of a period. Not stated by the regulations that were read. */
const deadlines = { plans: '01-31', annual: '01-31', periodicWorkingDays: 10 };

export class Appraisal1700000000200 implements MigrationInterface {
  name = 'Appraisal1700000000200';

  async up(db: QueryRunner) {
    await db.query(planning);
    await db.query(doing);
    await db.query(judging);
    await db.query(
      `INSERT INTO rule_sets (id, rule, legal_basis, effective_from, confirmed, parameters)
       VALUES ('018f6f00-0000-7000-8000-0000000000a6', 'cycle-deadlines', $1, '2019-04-26', false, $2)`,
      ['PP 30/2019; PermenPANRB 6/2022 (batas waktu menurut kebiasaan, dapat diatur instansi)', JSON.stringify(deadlines)],
    );
  }

  async down(db: QueryRunner) {
    await db.query(`DELETE FROM rule_sets WHERE rule = 'cycle-deadlines'`);
    await db.query(`DROP TABLE objections, evaluations, organisation_ratings, notes, activities, service_indices,
      plan_indicator_sources, plan_results, plan_editions, plans, cycles`);
  }
}

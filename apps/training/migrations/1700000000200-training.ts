import type { MigrationInterface, QueryRunner } from 'typeorm';

const aggregate = `id uuid PRIMARY KEY, version int NOT NULL, sequence bigint NOT NULL DEFAULT 0`;

const competencies = `
CREATE TABLE competencies (
  code text PRIMARY KEY,
  type text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  legal_basis text NOT NULL CHECK (legal_basis <> '')
);
CREATE TABLE competency_signals (
  kind text NOT NULL,
  signal text NOT NULL,
  competency text NOT NULL REFERENCES competencies,
  PRIMARY KEY (kind, signal, competency)
);
CREATE TABLE competency_standards (
  id uuid PRIMARY KEY,
  competency text NOT NULL REFERENCES competencies,
  level smallint NOT NULL CHECK (level BETWEEN 1 AND 5),
  position_id uuid,
  position_kind text,
  grade text,
  legal_basis text NOT NULL CHECK (legal_basis <> ''),
  effective_from date NOT NULL,
  effective_to date CHECK (effective_to >= effective_from),
  CHECK ((position_id IS NULL) <> (position_kind IS NULL)),
  UNIQUE NULLS NOT DISTINCT (competency, position_id, position_kind, grade, effective_from)
);
CREATE INDEX competency_standards_position ON competency_standards (position_id) WHERE position_id IS NOT NULL;
CREATE INDEX competency_standards_kind ON competency_standards (position_kind, grade) WHERE position_id IS NULL;
CREATE TABLE learners (${aggregate}, competencies jsonb NOT NULL);
`;

const catalogue = `
CREATE TABLE courses (
  ${aggregate},
  code text NOT NULL UNIQUE,
  title text NOT NULL,
  description text,
  organiser text NOT NULL,
  kind text NOT NULL,
  mode text NOT NULL,
  hours numeric,
  international boolean NOT NULL,
  raises jsonb NOT NULL,
  retired boolean NOT NULL
);
CREATE TABLE sessions (
  ${aggregate},
  course_id uuid NOT NULL REFERENCES courses,
  starts_on date NOT NULL,
  ends_on date NOT NULL CHECK (ends_on >= starts_on),
  place text,
  link text,
  seats int NOT NULL,
  taken int NOT NULL CHECK (taken BETWEEN 0 AND seats)
);
CREATE INDEX sessions_starts ON sessions (starts_on, id);
CREATE INDEX sessions_course ON sessions (course_id);
`;

const recommendations = `
CREATE TABLE citizen_voices (
  public_service_id uuid PRIMARY KEY,
  unit_id uuid NOT NULL,
  index_id uuid NOT NULL,
  period_until date NOT NULL,
  published_at timestamptz NOT NULL,
  index_value text NOT NULL,
  lowest jsonb NOT NULL
);
CREATE INDEX citizen_voices_unit ON citizen_voices (unit_id);
CREATE TABLE recommendation_sets (
  appraisal_id uuid PRIMARY KEY,
  employee_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  made_on date NOT NULL,
  superseded_by uuid,
  uncovered jsonb NOT NULL
);
CREATE INDEX recommendation_sets_employee ON recommendation_sets (employee_id, made_on DESC, appraisal_id DESC);
CREATE TABLE recommendations (
  ${aggregate},
  appraisal_id uuid NOT NULL REFERENCES recommendation_sets,
  employee_id uuid NOT NULL,
  unit_id uuid NOT NULL,
  course_id uuid NOT NULL REFERENCES courses,
  competency text NOT NULL,
  level smallint NOT NULL,
  purpose text NOT NULL,
  rank smallint NOT NULL,
  reasons jsonb NOT NULL,
  status text NOT NULL,
  UNIQUE (appraisal_id, course_id)
);
CREATE INDEX recommendations_employee ON recommendations (employee_id);
`;

const learning = `
CREATE TABLE enrolments (
  ${aggregate},
  session_id uuid NOT NULL REFERENCES sessions,
  course_id uuid NOT NULL REFERENCES courses,
  employee_id uuid NOT NULL,
  recommendation_id uuid REFERENCES recommendations,
  status text NOT NULL,
  waiting_since timestamptz,
  certificate_id uuid
);
CREATE UNIQUE INDEX enrolments_place ON enrolments (session_id, employee_id) WHERE status <> 'CANCELLED';
CREATE INDEX enrolments_waiting ON enrolments (session_id, waiting_since, id) WHERE status = 'WAITING';
CREATE INDEX enrolments_employee ON enrolments (employee_id);
CREATE TABLE certificates (
  ${aggregate},
  code text NOT NULL UNIQUE,
  enrolment_id uuid NOT NULL UNIQUE REFERENCES enrolments,
  employee_id uuid NOT NULL,
  course_id uuid NOT NULL,
  course text NOT NULL,
  organiser text NOT NULL,
  kind text NOT NULL,
  hours numeric NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  issued_on date NOT NULL,
  revoked_on date
);
CREATE TABLE learning_records (
  ${aggregate},
  employee_id uuid NOT NULL,
  title text NOT NULL,
  organiser text NOT NULL,
  kind text NOT NULL,
  international boolean NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  hours numeric,
  days int,
  dates jsonb,
  count int,
  evidence text,
  status text NOT NULL,
  note text
);
CREATE INDEX learning_records_employee ON learning_records (employee_id);
CREATE TABLE hours_entries (
  ${aggregate},
  employee_id uuid NOT NULL,
  title text NOT NULL,
  organiser text NOT NULL,
  kind text NOT NULL,
  starts_on date NOT NULL,
  ends_on date NOT NULL,
  year smallint NOT NULL,
  hours numeric NOT NULL,
  activity jsonb NOT NULL,
  source text NOT NULL,
  source_id uuid NOT NULL,
  rule_set_id uuid NOT NULL,
  UNIQUE (source, source_id)
);
CREATE UNIQUE INDEX hours_entries_once ON hours_entries (employee_id, lower(title), lower(organiser), starts_on, ends_on);
CREATE INDEX hours_entries_year ON hours_entries (employee_id, year, kind);
`;

const tables = [
  ...['hours_entries', 'learning_records', 'certificates', 'enrolments', 'recommendations', 'recommendation_sets'],
  ...['citizen_voices', 'sessions', 'courses', 'learners', 'competency_standards', 'competency_signals', 'competencies'],
];

export class Training1700000000200 implements MigrationInterface {
  async up(db: QueryRunner) {
    for (const statements of [competencies, catalogue, recommendations, learning]) await db.query(statements);
  }

  async down(db: QueryRunner) {
    await db.query(`DROP TABLE ${tables.join(', ')}`);
  }
}

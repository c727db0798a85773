import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
CREATE TABLE idempotency_keys (
  subject text NOT NULL,
  key text NOT NULL,
  route text NOT NULL,
  body_hash bytea NOT NULL,
  status smallint,
  response text,
  etag text,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (subject, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys USING brin (created_at);

CREATE TABLE rule_sets (
  id uuid PRIMARY KEY,
  rule text NOT NULL,
  legal_basis text NOT NULL CHECK (legal_basis <> ''),
  effective_from date NOT NULL,
  effective_to date CHECK (effective_to >= effective_from),
  confirmed boolean NOT NULL DEFAULT true,
  parameters jsonb NOT NULL,
  UNIQUE (rule, effective_from)
);

CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  action text NOT NULL,
  resource text NOT NULL,
  details jsonb NOT NULL,
  correlation_id uuid NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL UNIQUE
);
CREATE INDEX audit_entries_resource ON audit_entries (resource, id);
`;

/** A second line behind the grants: the owner of the table is stopped, too. */
const guard = `
CREATE FUNCTION audit_entries_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entries_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION audit_entries_are_final();
`;

/** The role of the service has its rights by default privileges; whoever it is, it may only add. */
const revoke = `
DO $$
DECLARE grantee_name text;
BEGIN
  FOR grantee_name IN
    SELECT DISTINCT grantee FROM information_schema.role_table_grants
    WHERE table_schema = current_schema() AND table_name = 'audit_entries' AND grantee <> current_user
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON audit_entries FROM %I', grantee_name);
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON rule_sets FROM %I', grantee_name);
  END LOOP;
END $$;
`;

export class ServiceTables1700000000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query(tables);
    await db.query(guard);
    await db.query(revoke);
  }

  async down(db: QueryRunner) {
    await db.query('DROP TABLE audit_entries, rule_sets, idempotency_keys; DROP FUNCTION audit_entries_are_final()');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A tree of units, positions and people. What belongs to one aggregate and changes with it (a unit's parents, a person's placements
 * and raters) is `jsonb` in its row; the expression indexes find the people of a unit and those whom somebody rates.
 */
export class Employees1700000000200 implements MigrationInterface {
  name = 'Employees1700000000200';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE units (
        id uuid PRIMARY KEY,
        version int NOT NULL,
        sequence bigint NOT NULL,
        agency_id uuid NOT NULL REFERENCES units DEFERRABLE INITIALLY DEFERRED,
        parent_id uuid REFERENCES units,
        parents jsonb NOT NULL CHECK (jsonb_array_length(parents) > 0),
        code text NOT NULL CONSTRAINT units_code_taken UNIQUE,
        name text NOT NULL,
        kind text NOT NULL,
        region_code text,
        until date,
        CHECK ((parent_id IS NULL) = (kind = 'AGENCY')),
        CHECK (parent_id <> id)
      );
      CREATE INDEX units_parent ON units (parent_id);
      CREATE INDEX units_agency ON units (agency_id);

      CREATE TABLE positions (
        id uuid PRIMARY KEY,
        code text NOT NULL CONSTRAINT positions_code_taken UNIQUE,
        name text NOT NULL,
        kind text NOT NULL,
        grade text,
        CHECK ((grade IS NOT NULL) = (kind = 'JF'))
      );

      CREATE TABLE employees (
        id uuid PRIMARY KEY,
        version int NOT NULL,
        sequence bigint NOT NULL,
        nip text NOT NULL CONSTRAINT employees_nip_taken UNIQUE CHECK (nip ~ '^[0-9]{18}$'),
        name text NOT NULL,
        status text NOT NULL,
        active boolean NOT NULL,
        placements jsonb NOT NULL,
        raters jsonb NOT NULL
      );
      CREATE INDEX employees_name ON employees (name, id);
      CREATE INDEX employees_unit ON employees USING gin (jsonb_path_query_array(placements, '$[*].unitId'));
      CREATE INDEX employees_rater ON employees USING gin (jsonb_path_query_array(raters, '$[*].raterId'));

      CREATE TABLE corrections (
        id uuid PRIMARY KEY,
        version int NOT NULL,
        sequence bigint NOT NULL,
        employee_id uuid NOT NULL REFERENCES employees ON DELETE CASCADE,
        kind text NOT NULL,
        note text NOT NULL,
        rater_id uuid,
        "from" date,
        status text NOT NULL,
        requested_at timestamptz NOT NULL,
        decided_by text,
        decided_at timestamptz,
        reason text,
        CHECK ((rater_id IS NOT NULL) = (kind = 'RATER'))
      );
      CREATE INDEX corrections_employee ON corrections (employee_id);

      CREATE TABLE competency_profiles (
        employee_id uuid PRIMARY KEY,
        competencies jsonb NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE competency_profiles, corrections, employees, positions, units');
  }
}

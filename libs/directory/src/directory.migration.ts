import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Directory1700000000150 implements MigrationInterface {
  name = 'Directory1700000000150';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE directory_units (
        id uuid PRIMARY KEY,
        version bigint NOT NULL,
        parent_id uuid,
        agency_id uuid NOT NULL,
        code text NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        region_code text,
        until date,
        path text NOT NULL DEFAULT ''
      );
      CREATE INDEX directory_units_parent ON directory_units (parent_id);
      CREATE INDEX directory_units_agency ON directory_units (agency_id);
      CREATE INDEX directory_units_path ON directory_units (path text_pattern_ops);

      CREATE TABLE directory_people (
        employee_id uuid PRIMARY KEY,
        version bigint NOT NULL,
        nip text NOT NULL,
        name text NOT NULL,
        status text NOT NULL,
        active boolean NOT NULL
      );
      CREATE TABLE directory_placements (
        placement_id uuid PRIMARY KEY,
        employee_id uuid NOT NULL REFERENCES directory_people ON DELETE CASCADE,
        unit_id uuid NOT NULL,
        position_id uuid NOT NULL,
        position_name text NOT NULL,
        position_kind text NOT NULL,
        grade text,
        head boolean NOT NULL,
        "primary" boolean NOT NULL,
        valid_from date NOT NULL,
        valid_until date
      );
      CREATE INDEX directory_placements_employee ON directory_placements (employee_id);
      CREATE INDEX directory_placements_unit ON directory_placements (unit_id);
      CREATE TABLE directory_raters (
        employee_id uuid NOT NULL REFERENCES directory_people ON DELETE CASCADE,
        rater_id uuid NOT NULL,
        valid_from date NOT NULL,
        valid_until date,
        PRIMARY KEY (employee_id, valid_from)
      );
      CREATE INDEX directory_raters_rater ON directory_raters (rater_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE directory_raters, directory_placements, directory_people, directory_units');
  }
}

export const directoryMigrations = [Directory1700000000150];

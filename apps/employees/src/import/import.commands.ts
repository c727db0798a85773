import { Injectable } from '@nestjs/common';
import { invalid, type Actor, type ImportDocument, type ImportView } from '@siger/contracts';
import { audit, transaction } from '@siger/service';
import { Access } from '../access/access.queries.js';
import { tally } from './import.js';
import { PersonRows } from './person-rows.commands.js';
import { PositionRows } from './position-rows.commands.js';
import { UnitRows } from './unit-rows.commands.js';

const nothing = invalid({
  pointer: '',
  code: 'empty',
  detail: 'units, positions, employees: at least one row / paling sedikit satu baris',
});

@Injectable()
export class ImportCommands {
  constructor(
    private readonly access: Access,
    private readonly units: UnitRows,
    private readonly positions: PositionRows,
    private readonly people: PersonRows,
  ) {}

  /** One transaction for the whole document. Two imports at once could each create the same code: one at a time. */
  async run(actor: Actor, { units = [], positions = [], employees = [] }: ImportDocument): Promise<ImportView> {
    if (units.length + positions.length + employees.length === 0) throw nothing;
    await transaction().query(`SELECT pg_advisory_xact_lock(hashtext('imports'))`);
    const ofUnits = await this.units.import(actor, units);
    const scope = await this.access.scope(actor, 'import.run');
    const ofPositions = await this.positions.import(positions, scope);
    const ofPeople = await this.people.import(actor, employees, scope);
    const { rows, ...counts } = tally([...ofUnits, ...ofPositions, ...ofPeople]);
    audit('import.run', 'imports', counts);
    return { ...counts, rows };
  }
}

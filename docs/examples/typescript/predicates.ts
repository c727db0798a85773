/**
 * How many evaluations of each predicate a unit has, in `predicates.json`: by the unit's id, because two units may bear one name, which
 * comes from their snapshots.
 * The figures and the place where reading goes on are one file, replaced at once: whatever ends this program, the next run goes on and
 * counts every evaluation exactly once. `--since 2026-01-01` begins at a day instead of at the beginning (first run only).
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { connectionOf, type Positions, stateOf, streamOf } from '@siger/stream-client';

const FILE = 'predicates.json';

interface Report {
  /** By the id of the unit; predicate to the number of evaluations. */
  units: Record<string, { name: string; predicates: Record<string, number> }>;
  positions?: Positions;
}

const { values } = parseArgs({ options: { since: { type: 'string' } } });
const connection = connectionOf(process.env);
const report: Report = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Report) : { units: {} };

const { state: units } = await stateOf('unit.snapshot.v1', connection);
console.log(`${units.size} units`);

const stream = streamOf({
  ...connection,
  types: ['appraisal.completed.v1'],
  from: report.positions ?? (values.since ? new Date(values.since) : 'beginning'),
  until: 'now',
});
for await (const event of stream) {
  if (event.type === 'erased') continue; // only topics of snapshots erase
  const name = units.get(event.data.unitId)?.name ?? event.data.unitId;
  const { predicates = {} } = report.units[event.data.unitId] ?? {};
  predicates[event.data.predicate] = (predicates[event.data.predicate] ?? 0) + 1;
  report.units[event.data.unitId] = { name, predicates };
  report.positions = stream.positions();
  writeFileSync(`${FILE}.new`, JSON.stringify(report));
  renameSync(`${FILE}.new`, FILE);
  console.log(`${event.time.toISOString()} ${event.data.predicate} in ${name}`);
}

import type { Evidence } from './evidence.ts';
import { heardOf, newest, told } from './told.ts';

type Fields = Readonly<Record<string, unknown>>;

const picked = (fields: readonly string[]) => (from: Fields) => fields.map((name) => String(from[name])).join(' ');
const person = picked(['version', 'nip', 'name', 'status', 'active']);
const placement = picked(['placementId', 'unitId', 'positionId', 'positionKind', 'head', 'primary', 'from', 'until']);
const rater = picked(['raterId', 'from', 'until']);
const all = (rows: unknown, text: (row: Fields) => string) => (rows as Fields[]).map(text).sort().join(', ');

/** A person with placements and raters in a form that can be compared: of a snapshot, of a directory, or of the row itself. */
export const personText = (data: Fields): string =>
  `${person(data)}; placed ${all(data['placements'], placement)}; rated by ${all(data['raters'], rater)}`;

/** Directories read the snapshots; employees keep the rows that these were told of. */
export const ofDirectory = `
SELECT employee_id AS id, jsonb_build_object('version', version, 'nip', nip, 'name', name, 'status', status, 'active', active,
  'placements', (SELECT coalesce(jsonb_agg(jsonb_build_object('placementId', placement_id, 'unitId', unit_id, 'positionId', position_id,
    'positionKind', position_kind, 'head', head, 'primary', "primary", 'from', valid_from, 'until', valid_until)), '[]')
    FROM directory_placements p WHERE p.employee_id = directory_people.employee_id),
  'raters', (SELECT coalesce(jsonb_agg(jsonb_build_object('raterId', rater_id, 'from', valid_from, 'until', valid_until)), '[]')
    FROM directory_raters r WHERE r.employee_id = directory_people.employee_id)) AS data
FROM directory_people`;
export const ofRows = `
SELECT id, jsonb_build_object('version', sequence, 'nip', nip, 'name', name, 'status', status, 'active', active,
  'placements', placements, 'raters', raters) AS data
FROM employees`;

/** People as a service knows them against those that were said, both ways. */
export const mistaken = (evidence: Evidence): string[] =>
  [...evidence.services].flatMap(([name, { people }]) => {
    if (!people) return [];
    // What nobody but the harness said has no row where people are made.
    const said = name === 'employees' ? told(evidence, 'employee.snapshot.v1') : heardOf(evidence, 'employee.snapshot.v1');
    const current = new Map(newest(said).map(({ key, data }) => [key, personText(data)]));
    return [...new Set([...people.keys(), ...current.keys()])]
      .filter((id) => people.get(id) !== current.get(id))
      .map((id) => `${name} knows person ${id} as ${people.get(id)}, the topic says ${current.get(id)}`);
  });

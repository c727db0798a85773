import type { Evidence } from './evidence.ts';
import { type Judged, told, without } from './told.ts';

/** What is done to employees while a stack lives: the names that the load gives, and the import that founds the town. */
const facts: Readonly<Record<string, readonly string[]>> = {
  'unit.rename': ['unit.renamed.v1'],
  'import.run': ['unit.created.v1', 'employee.registered.v1', 'employee.placed.v1', 'employee.rater-assigned.v1'],
};
export const auditedActions: readonly string[] = Object.keys(facts);

/** The chains hold, and what was told was noted in the same transaction, and the reverse. */
export const audited = (evidence: Evidence): Judged => {
  const done = new Set(
    auditedActions.flatMap((action) =>
      (facts[action] ?? []).flatMap((type) => told(evidence, type).map(({ correlationId }) => `${action} ${correlationId}`)),
    ),
  );
  const noted = evidence.services.get('employees')?.audited ?? new Set<string>();
  return {
    looked: evidence.services.size + done.size,
    violations: [
      ...[...evidence.services]
        .filter(([, kept]) => kept.brokenAudit !== null)
        .map(([name, kept]) => `the audit of ${name} breaks at ${kept.brokenAudit}`),
      ...without(done, noted).map((what) => `${what} was told and is not audited`),
      ...without(noted, done).map((what) => `the audit has ${what}, of which nothing was told`),
    ],
  };
};

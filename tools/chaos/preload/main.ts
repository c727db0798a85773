/** Loaded before a service by `--import`: puts failpoints around its machinery, and a mutant where one is wanted. */
import { installFailpoints } from './failpoints.ts';
import { type Mutant, mutants } from './mutants.ts';

const wanted = process.env['SIGER_CHAOS_MUTANT'];
if (wanted) await mutants[wanted as Mutant]();
if (process.env['SIGER_CHAOS_ARMED']) await installFailpoints();

/** Loaded before a service by `--import`: puts failpoints around its machinery, and a mutant or a wrong clock where one is wanted. */
import { skewClock } from './clock.ts';
import { installFailpoints } from './failpoints.ts';
import { type Mutant, mutants } from './mutants.ts';

const skew = Number(process.env['SIGER_CHAOS_SKEW'] ?? 0);
if (skew !== 0) skewClock(skew);
const wanted = process.env['SIGER_CHAOS_MUTANT'];
if (wanted) await mutants[wanted as Mutant]();
if (process.env['SIGER_CHAOS_ARMED']) await installFailpoints();

/** Loaded before a service by `--import`: puts failpoints around its machinery, and a mutant, a wrong clock or the next release where one is wanted. */
import { skewClock } from './clock.ts';
import { installFailpoints } from './failpoints.ts';
import { type Mutant, mutants } from './mutants.ts';
import { becomeNext } from './next.ts';

const skew = Number(process.env['SIGER_CHAOS_SKEW'] ?? 0);
if (skew !== 0) skewClock(skew);
if (process.env['SIGER_CHAOS_NEXT']) await becomeNext(process.env['SIGER_CHAOS_NEXT']);
const wanted = process.env['SIGER_CHAOS_MUTANT'];
if (wanted) await mutants[wanted as Mutant]();
if (process.env['SIGER_CHAOS_ARMED']) await installFailpoints();

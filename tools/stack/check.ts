import { fast, runStages } from './stages.ts';

/** `npm run check`: what can be judged without a server. */
process.exitCode = (await runStages(fast)) ? 0 : 1;

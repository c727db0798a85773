import { faults } from './faults-stage.ts';
import { journey } from './journey-stage.ts';
import { fast, jest, runStages } from './stages.ts';

/** `npm test`: everything, on servers that it starts itself beside whatever runs on this machine. */
const stages = [...fast, jest('integration and messaging tests', ['integration', 'messaging']), journey, faults];
process.exitCode = (await runStages(stages)) ? 0 : 1;

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from './faults-stage.ts';
import { root } from './place.ts';
import { journey } from './journey-stage.ts';
import { fast, jest, runStages, type Stage } from './stages.ts';

/** `npm test`: everything, on servers that it starts itself beside whatever runs on this machine. */
const stages: Stage[] = [...fast, jest('integration and messaging tests', ['integration', 'messaging'])];
if (existsSync(join(root, 'tools/journey/main.ts'))) stages.push(journey, faults);
process.exitCode = (await runStages(stages)) ? 0 : 1;

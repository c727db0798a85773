/** One part of the messaging bench in a process of its own: its name is its argument, what it says goes to who started it. */
import type { Told } from './messaging.bench.ts';
import { parts, type PartName } from './parts.ts';

process.on('disconnect', () => process.exit(1));
const tell = (told: Told) => new Promise((sent) => process.send?.(told, undefined, undefined, sent));
await parts[process.argv[2] as PartName](
  (doing) => void tell({ doing }),
  (figures) => tell({ figures }),
);
process.exit();

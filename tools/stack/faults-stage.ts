import { join } from 'node:path';
import { root } from './place.ts';
import { sayTo } from './progress.ts';
import { run, type Stage } from './stages.ts';

const say = sayTo(process.stdout);
const LAST = /^chaos: (\d+)\/(\d+) scenarios, (\d+) violations$/m;

/** The quick scenarios, each time with another seed. */
export const faults: Stage = {
  name: 'faults',
  run: async () => {
    const { ok, said } = await run(join(root, 'tools/chaos/main.ts'), ['--ci']);
    const [, held = '0', all = '0'] = LAST.exec(said) ?? [];
    if (!ok) process.stdout.write(`${said.trim()}\n`);
    say(`seed of the faults: ${/\(seed (\w+)\)/.exec(said)?.[1] ?? 'unknown'}`);
    return { passed: Number(held), failed: ok ? 0 : Math.max(1, Number(all) - Number(held)) };
  },
};

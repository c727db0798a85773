import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from '../../demo/random.ts';
import type { Arena, Ground } from '../arena/arena.ts';
import type { Invariant } from '../check/invariants.ts';
import type { Load } from '../load/load.ts';
import type { Point } from '../preload/failpoints.ts';
import type { ServiceName } from '@siger/contracts';

/** What a scenario works with while the load runs. */
export interface Stage {
  readonly arena: Arena;
  readonly chance: Chance;
  readonly load: Load;
  /** Milliseconds that this run lasts, where its scenario says how long it does; a shorter one may be wished for. */
  readonly lasts: number;
  /** Ids of records that the scenario itself puts on topics, and of those among them that are sound or have to be given up. */
  readonly foreign: Set<string>;
  readonly sound: Set<string>;
  readonly poison: Set<string>;
  /** Says by what it is known that the fault happened; a scenario without a proof does not count. */
  proof(what: string): void;
}

export interface Scenario {
  readonly number: number;
  readonly title: string;
  /** What the table of the design names for it; all ten are judged all the same. */
  readonly proves: readonly Invariant[];
  readonly ground?: Ground;
  /** Milliseconds that it takes, where that is long: the load is then slower, so that it does not run out. */
  readonly lasts?: number;
  /** Injects its faults and heals them; raises where a fault did not come about. */
  run(stage: Stage): Promise<void>;
}

export const between = (chance: Chance, least: number, most: number): Promise<void> => sleep(chance.whole(least, most));

/** Waits at most a minute for what a scenario needs to see. */
export const until = async (what: string, isSo: () => boolean | Promise<boolean>): Promise<void> => {
  for (const deadline = Date.now() + 60_000; !(await isSo()); await sleep(150))
    if (Date.now() > deadline) throw new Error(`It did not come about within a minute that ${what}.`);
};

/** Kills a service at an exact point so many times, each time started again a little later. */
export const killedAt =
  (service: ServiceName, point: Point, times: number) =>
  async ({ arena, chance, proof }: Stage): Promise<void> => {
    const victim = arena.instance(service);
    for (let n = 0; n < times; n += 1) {
      await between(chance, 500, 2_500);
      const { pid } = victim;
      victim.failpoint.arm(point, 'kill', chance.whole(0, 4));
      const what = await victim.failpoint.hit(30_000);
      await victim.untilKilled(30_000);
      proof(`${victim.name} (pid ${pid}) was killed at ${what}`);
      await between(chance, 200, 1_500);
      victim.start();
      // A consumer comes back to its group when its dead predecessor's session is over; whoever only sends and answers, at once.
      await (service === 'training' ? victim.untilReady() : victim.untilAnswering());
    }
  };

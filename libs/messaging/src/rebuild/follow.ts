import type { DataSource } from 'typeorm';
import { TransientError } from '../errors.js';
import type { Place } from '../inbox/inbox.js';
import type { Item } from '../inbox/plan.js';
import type { Positions } from '../inbox/positions.js';
import type { Heartbeat, SliceRunner } from '../inbox/slice.js';

/** How long a partition waits that has come up with the live model. */
const LOOK_MS = 100;

const LIVE = `
SELECT coalesce((SELECT next_offset FROM inbox_offset WHERE consumer = $1 AND topic = $2 AND partition = $3), 0) AS fence,
  ARRAY(SELECT (meta->>'offset')::bigint FROM inbox_parked
    WHERE consumer = $1 AND status = 'discarded' AND meta->>'topic' = $2 AND (meta->>'partition')::int = $3) AS discarded`;

/**
 * Never overtakes the live model: an event is handled here once it is settled there. So the inbox of the live one stays right for
 * the tables that take the place of its own, and what a person discarded stays discarded.
 */
export class Follower {
  private inHand = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly live: string,
    private readonly slices: SliceRunner,
    private readonly positions: Positions,
  ) {}

  get busy() {
    return this.inHand > 0;
  }

  async run(place: Place, items: readonly Item[], next: number, heartbeat: Heartbeat): Promise<void> {
    this.inHand += 1;
    try {
      const { fence, discarded } = await this.settled(place);
      const ready = items.filter(({ record }) => record.offset < fence);
      const wanted = ready.filter(({ record }) => !discarded.has(record.offset));
      const upTo = ready.length === items.length ? next : fence;
      if (ready.length) await this.slices.run(place, wanted, upTo, heartbeat);
      else this.positions.pass(place.consumer, place, upTo);
      if (ready.length < items.length) throw new TransientError('The live model has not come here yet.', { waitMs: LOOK_MS });
    } finally {
      this.inHand -= 1;
    }
  }

  private async settled({ topic, partition }: Place) {
    const [row] = await this.dataSource.query<{ fence: string; discarded: string[] }[]>(LIVE, [this.live, topic, partition]);
    return { fence: Number(row?.fence ?? 0), discarded: new Set((row?.discarded ?? []).map(Number)) };
  }
}

import type { DataSource } from 'typeorm';
import { OtherCluster } from './driver/refusal.js';

const REMEMBER = 'UPDATE outbox_cursor SET cluster_id = coalesce(cluster_id, $1) RETURNING cluster_id AS "clusterId"';

/**
 * The cluster that a database belongs to. Positions and what counts as sent are only true of one log: another cluster under the same
 * address would be read at wrong places, and would take events that their own cluster then lacks.
 */
export class ClusterMemory {
  private confirmed: string | undefined;

  constructor(private readonly dataSource: DataSource) {}

  /** The first cluster is remembered; throws `OtherCluster` for any other, and the database's error when it is away. */
  async confirm({ clusterId }: { clusterId: string }): Promise<void> {
    if (clusterId === this.confirmed) return;
    const [rows] = await this.dataSource.query<[{ clusterId: string }[], number]>(REMEMBER, [clusterId]);
    const known = rows[0]?.clusterId;
    if (known === undefined) throw new Error('The outbox is being laid out anew.');
    if (known !== clusterId) throw new OtherCluster(clusterId, String(known));
    this.confirmed = clusterId;
  }
}

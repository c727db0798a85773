interface Queryable {
  query<T>(sql: string, values: unknown[]): Promise<T>;
}
export interface Said {
  readonly type: string;
  readonly topic: string;
  readonly sequence: number;
  /** Null: a tombstone. */
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** What a service has said of one aggregate, in order: the rows of its outbox. */
export const said = (db: Queryable, key: string): Promise<Said[]> =>
  db.query(
    `SELECT type, topic, sequence::int, convert_from(payload, 'UTF8')::json AS data FROM outbox WHERE key = $1 ORDER BY id`,
    [key],
  );

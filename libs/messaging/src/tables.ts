import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CreateInboxTake1767225600101 } from './inbox/take.js';

/**
 * Tables of the messaging in every service's own database. `xid` is the transaction that wrote the row: the relay reads windows
 * between two snapshots by it. `hdr` holds the headers as Kafka's record format stores them, so that the relay copies bytes.
 */
const up = `
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  shard smallint NOT NULL DEFAULT 0,
  event_id uuid NOT NULL,
  type text NOT NULL,
  topic text NOT NULL,
  key text NOT NULL,
  sequence bigint NOT NULL,
  correlation_id uuid NOT NULL,
  causation_id uuid,
  part smallint NOT NULL,
  hdr bytea NOT NULL,
  payload bytea,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX outbox_xid ON outbox (xid);
CREATE TABLE outbox_cursor (
  shard smallint PRIMARY KEY,
  s_prev pg_snapshot NOT NULL,
  s_now pg_snapshot,
  last_id bigint NOT NULL DEFAULT 0,
  lease_owner uuid,
  lease_until timestamptz,
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO outbox_cursor (shard, s_prev) VALUES (0, pg_current_snapshot());
CREATE TABLE outbox_dead (
  id bigint PRIMARY KEY,
  event_id uuid NOT NULL,
  reason text NOT NULL,
  record jsonb NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE inbox_event (
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX inbox_event_received ON inbox_event USING brin (received_at);
CREATE TABLE inbox_offset (
  consumer text NOT NULL,
  topic text NOT NULL,
  partition int NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (consumer, topic, partition)
);
CREATE TABLE inbox_parked (
  consumer text NOT NULL,
  key text NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  sequence bigint NOT NULL,
  event_id uuid,
  meta jsonb NOT NULL,
  payload bytea,
  status text NOT NULL CHECK (status IN ('parked', 'dead', 'done', 'discarded')),
  attempts int NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL DEFAULT now(),
  error text,
  parked_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, key, seq)
);
CREATE INDEX inbox_parked_due ON inbox_parked (consumer, next_at) WHERE status = 'parked';
CREATE INDEX inbox_parked_head ON inbox_parked (consumer, key, sequence, seq) WHERE status = 'parked';
`;

const tables = ['inbox_parked', 'inbox_offset', 'inbox_event', 'outbox_dead', 'outbox_cursor', 'outbox'];

class CreateMessaging1767225600100 implements MigrationInterface {
  name = 'CreateMessaging1767225600100';
  async up(runner: QueryRunner) {
    await runner.query(up);
  }
  async down(runner: QueryRunner) {
    await runner.query(`DROP TABLE ${tables.join(', ')}`);
  }
}

/** An operator and the worker name a parked event by its number alone. */
class NumberParked1767225600102 implements MigrationInterface {
  name = 'NumberParked1767225600102';
  async up(runner: QueryRunner) {
    await runner.query('CREATE UNIQUE INDEX inbox_parked_seq ON inbox_parked (seq)');
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP INDEX inbox_parked_seq');
  }
}

/** Dead letters are counted again and again, among many that are settled. */
class CountDead1767225600103 implements MigrationInterface {
  name = 'CountDead1767225600103';
  async up(runner: QueryRunner) {
    await runner.query(`CREATE INDEX inbox_parked_dead ON inbox_parked (consumer) WHERE status = 'dead'`);
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP INDEX inbox_parked_dead');
  }
}

/** See `ClusterMemory`. */
class RememberCluster1767225600104 implements MigrationInterface {
  name = 'RememberCluster1767225600104';
  async up(runner: QueryRunner) {
    await runner.query('ALTER TABLE outbox_cursor ADD COLUMN cluster_id text');
  }
  async down(runner: QueryRunner) {
    await runner.query('ALTER TABLE outbox_cursor DROP COLUMN cluster_id');
  }
}

/** See `Presence`. */
class CountInstances1767225600105 implements MigrationInterface {
  name = 'CountInstances1767225600105';
  async up(runner: QueryRunner) {
    await runner.query(
      'CREATE TABLE outbox_instance (owner uuid PRIMARY KEY, shards smallint NOT NULL, until timestamptz NOT NULL)',
    );
  }
  async down(runner: QueryRunner) {
    await runner.query('DROP TABLE outbox_instance');
  }
}

/** To be listed by a service in `ServiceModule.forRoot({ migrations })`. */
export const messagingMigrations = [
  CreateMessaging1767225600100,
  CreateInboxTake1767225600101,
  NumberParked1767225600102,
  CountDead1767225600103,
  RememberCluster1767225600104,
  CountInstances1767225600105,
];
/** To be listed in `ServiceModule.forRoot({ entities })`. Empty: the tables are read and written by their own SQL. */
export const messagingEntities: (new () => object)[] = [];

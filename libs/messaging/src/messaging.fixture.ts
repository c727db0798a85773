import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { changed, fact, type ServiceName, topics, type TopicName, unitCreated, unitMoved, unitSnapshot } from '@siger/contracts';
import { createService, newId, ServiceModule, type ServiceOptions } from '@siger/service';
import { freshDatabase, testIssuer, type TestDatabase, type TestKafka } from '@siger/testing';
import { Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { Column, DataSource, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { aggregate, MessagingModule, messagingEntities, messagingMigrations } from './index.js';

/** A small aggregate that says facts and keeps a snapshot. */
@Entity('test_units')
export class TestUnit {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence!: string;
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
}

class CreateTestTables1 implements MigrationInterface {
  name = 'CreateTestTables1767225700000';
  async up(runner: QueryRunner) {
    await runner.query(
      `CREATE TABLE test_units (id uuid PRIMARY KEY, version int NOT NULL, sequence bigint NOT NULL, name text NOT NULL, "parentId" uuid)`,
    );
    await runner.query(
      `CREATE TABLE effect (n bigint GENERATED ALWAYS AS IDENTITY, consumer text, key text, sequence bigint, id uuid, type text)`,
    );
  }
  async down() {}
}

export const testUnits = aggregate({
  entity: TestUnit,
  noun: 'unit',
  topic: 'unit.events',
  snapshot: {
    contract: unitSnapshot,
    of: ({ id, name, parentId }: TestUnit) => ({
      ...{ unitId: id, parentId, agencyId: id, code: 'U', name, kind: 'DIVISION', regionCode: null, until: null },
    }),
  },
});

export const aUnit = (id = newId(), name = 'Bidang') => {
  const state = Object.assign(new TestUnit(), { id, version: 1, sequence: '0', name, parentId: null });
  return changed(state, fact(unitCreated, { unitId: id, parentId: null, name, kind: 'DIVISION', from: '2026-01-01' }));
};
export const moved = (unit: TestUnit, parentId: string | null = newId()) =>
  changed({ ...unit, parentId }, fact(unitMoved, { unitId: unit.id, parentId, from: '2026-07-01' }));

export interface TestService {
  app: NestFastifyApplication;
  dataSource: DataSource;
  database: TestDatabase;
  /** With which a second process of the same service would start. */
  service: ServiceOptions;
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** A service with the given consumers on a database of its own, or on that of an earlier one. */
export const startTestService = async (
  kafka: TestKafka,
  controllers: Type[],
  options: { name?: ServiceName; database?: TestDatabase; listen?: boolean; env?: Record<string, string> } = {},
): Promise<TestService> => {
  const name = options.name ?? 'training';
  const database = options.database ?? (await freshDatabase(name));
  @Module({
    imports: [
      ServiceModule.forRoot({
        name,
        entities: [...messagingEntities, TestUnit],
        migrations: [...messagingMigrations, CreateTestTables1],
      }),
      MessagingModule.forRoot({ service: name }),
    ],
    controllers,
  })
  class TestModule {}
  const issuer = await testIssuer();
  const env = {
    ...issuer.env,
    ...{ PORT: '0', LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent', SHUTDOWN_GRACE_MS: '8000' },
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl },
    ...{ KAFKA_BROKERS: kafka.brokers.join(','), KAFKA_TOPIC_PREFIX: kafka.prefix },
    ...options.env,
  };
  const service = { name, module: TestModule };
  const app = await createService(service, { env, listen: options.listen ?? true });
  return { app, dataSource: app.get(DataSource), database, service, env, stop: () => app.close() };
};

/** Headers as the wire wants them, for records that no service of ours would write. */
export const wireHeaders = (type: string, key: string, more: Record<string, string> = {}): Record<string, string> => ({
  ce_specversion: '1.0',
  ce_id: newId(),
  ce_source: '/siger/test',
  ce_type: type,
  ce_time: new Date().toISOString(),
  ce_subject: key,
  ce_dataschema: `urn:siger:schema:${type}`,
  ce_sequence: '0000000001',
  ce_partitionkey: key,
  ce_correlationid: newId(),
  'content-type': 'application/json',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  ...more,
});

export const moveOf = (key: string, sequence: number, more: Record<string, string> = {}): Message => ({
  key,
  value: JSON.stringify({ unitId: key, parentId: null, from: '2026-07-01' }),
  headers: wireHeaders('unit.moved.v1', key, { ce_sequence: String(sequence).padStart(10, '0'), ...more }),
});

export const plainKafka = ({ brokers }: TestKafka) => new Kafka({ brokers, clientId: 'spec', logLevel: logLevel.NOTHING });

export const startProducer = async (kafka: TestKafka): Promise<Producer> => {
  const producer = plainKafka(kafka).producer({ allowAutoTopicCreation: false });
  await producer.connect();
  return producer;
};

export interface ReadRecord {
  topic: string;
  partition: number;
  offset: number;
  key: string;
  value: string | null;
  headers: Record<string, string>;
}

/** Everything that is on a topic now, partition by partition in order. */
export const readTopic = async (kafka: TestKafka, topic: TopicName): Promise<ReadRecord[]> => {
  const client = plainKafka(kafka);
  const admin = client.admin();
  await admin.connect();
  const ends = new Map(
    (await admin.fetchTopicOffsets(kafka.prefix + topic)).map(({ partition, high }) => [partition, Number(high)]),
  );
  await admin.disconnect();
  const wanted = [...ends.values()].reduce((sum, end) => sum + end, 0);
  const records: ReadRecord[] = [];
  if (wanted === 0) return records;
  const consumer = client.consumer({ groupId: `${kafka.prefix}read-${newId()}`, maxWaitTimeInMs: 50 });
  await consumer.connect();
  await consumer.subscribe({ topic: kafka.prefix + topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const done = Array.from({ length: topics[topic].partitions }, (_, p) => (ends.get(p) ?? 0) === 0);
    consumer
      .run({
        eachBatch: async ({ batch }) => {
          for (const { key, value, headers, offset } of batch.messages) {
            const texts = Object.entries(headers ?? {}).map(([name, bytes]) => [name, String(bytes)] as const);
            records.push({
              ...{
                topic,
                partition: batch.partition,
                offset: Number(offset),
                key: String(key),
                value: value && value.toString(),
              },
              headers: Object.fromEntries(texts),
            });
          }
          if (Number(batch.lastOffset()) + 1 >= (ends.get(batch.partition) ?? 0)) done[batch.partition] = true;
          if (done.every(Boolean)) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return records.sort((a, b) => a.partition - b.partition || a.offset - b.offset);
};

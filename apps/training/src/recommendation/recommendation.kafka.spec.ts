import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { appraisalCompleted, changed, fact, indexPublished, recommendationMade, type RecommendationMade } from '@siger/contracts';
import {
  aggregate,
  Changes,
  MessagingModule,
  messagingEntities,
  messagingMigrations,
  OnEvent,
  type EventContext,
} from '@siger/messaging';
import { createService, newId, runInContext, ServiceModule } from '@siger/service';
import { eventually, freshDatabase, kafka, testIssuer, type TestDatabase } from '@siger/testing';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { people, startTraining, unitId, type Training } from '../app.fixture.js';

/** Whatever another service has that says something. */
@Entity('speakers')
class Speaker {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence?: string;
}
class Speakers1 implements MigrationInterface {
  name = 'Speakers1700000000900';
  async up(runner: QueryRunner) {
    await runner.query('CREATE TABLE speakers (id uuid PRIMARY KEY, version int NOT NULL, sequence bigint NOT NULL)');
  }
  async down() {}
}
const appraisals = aggregate({ entity: Speaker, noun: 'appraisal', topic: 'appraisal.events' });
const indexes = aggregate({ entity: Speaker, noun: 'index', topic: 'feedback.events' });

const heard: { data: RecommendationMade; event: EventContext }[] = [];
@Controller()
class Listener {
  @OnEvent(recommendationMade, { consumer: 'appraisal.listener' })
  made(data: RecommendationMade, event: EventContext) {
    heard.push({ data, event });
  }
}
@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'appraisal',
      entities: [...messagingEntities, Speaker],
      migrations: [...messagingMigrations, Speakers1],
    }),
    MessagingModule.forRoot({ service: 'appraisal' }),
  ],
  controllers: [Listener],
})
class OtherServices {}

let training: Training;
let others: NestFastifyApplication;
let database: TestDatabase;
beforeAll(async () => {
  const broker = kafka();
  database = await freshDatabase('others');
  const env = {
    ...(await testIssuer()).env,
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, PORT: '0', LOG_LEVEL: 'silent' },
    ...{ KAFKA_BROKERS: broker.brokers.join(), KAFKA_TOPIC_PREFIX: broker.prefix },
  };
  training = await startTraining('recommendation_kafka', broker);
  others = await createService({ name: 'appraisal', module: OtherServices }, { env });
}, 60_000);
afterAll(async () => {
  await others.close();
  await training.close();
  await database.drop();
});

const speaker = (id: string) => ({ id, version: 1 });

describe('over Kafka', () => {
  it('citizens and an appraisal lead to recommendations, in one story', async () => {
    await training.offer();
    const [changes, publicServiceId, indexId] = [others.get(Changes), newId(), newId()];
    const index = { ...indexPublished.example, indexId, publicServiceId, unitId, index: '61.00', lowest: ['PERILAKU' as const] };
    await changes.create(indexes, changed(speaker(indexId), fact(indexPublished, index)));
    await eventually(
      async () => expect(await training.db.query('SELECT index_value FROM citizen_voices')).toEqual([{ index_value: '61.00' }]),
      { timeout: 20_000 },
    );

    const [appraisalId, correlationId] = [newId(), newId()];
    const ids = { appraisalId, employeeId: people.siti.employeeId, unitId };
    await runInContext({ correlationId, language: 'id' }, () =>
      changes.create(
        appraisals,
        changed(speaker(appraisalId), fact(appraisalCompleted, { ...appraisalCompleted.example, ...ids, services: [] })),
      ),
    );
    const { data, event } = await eventually(
      () => {
        const [first] = heard;
        if (!first) throw new Error('nothing was recommended yet');
        return first;
      },
      { timeout: 20_000 },
    );
    expect(data).toMatchObject({ ...ids, competency: 'PELAYANAN_PUBLIK', purpose: 'IMPROVE', rank: 1 });
    expect(data.reasons).toContainEqual({
      kind: 'CITIZEN_VOICE',
      ref: publicServiceId,
      detail: { index: '61.00', elements: ['PERILAKU'] },
    });
    expect(event.meta).toMatchObject({ source: '/siger/training', key: data.recommendationId, sequence: 1, correlationId });
    expect(event.meta.causationId).toBeDefined();
    expect((await training.setsOf())[0]).toMatchObject({ appraisalId, items: [{ id: data.recommendationId, status: 'OPEN' }] });
  }, 60_000);
});

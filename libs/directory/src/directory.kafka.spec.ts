import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { changed, employeeCorrected, employeeRegistered, employeeSnapshot, fact, type EmployeeSnapshot } from '@siger/contracts';
import { aggregate, Changes, MessagingModule, messagingEntities, messagingMigrations } from '@siger/messaging';
import { createService, newId, ServiceModule } from '@siger/service';
import { eventually, freshDatabase, kafka, testIssuer, type TestDatabase } from '@siger/testing';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Directory, directoryEntities, directoryMigrations, DirectoryModule } from './index.js';

/** Somebody of another service, as far as a snapshot needs. */
@Entity('people')
class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('bigint') sequence?: string;
  @Column('text') name!: string;
}
class People1 implements MigrationInterface {
  name = 'People1700000000900';
  async up(queryRunner: QueryRunner) {
    await queryRunner.query(
      'CREATE TABLE people (id uuid PRIMARY KEY, version int NOT NULL, sequence bigint NOT NULL, name text NOT NULL)',
    );
  }
  async down() {}
}
const snapshotOf = ({ id: employeeId, name }: PersonRow): Omit<EmployeeSnapshot, 'version'> => {
  const { version: _, ...example } = employeeSnapshot.example;
  return { ...example, employeeId, name, placements: [] };
};
const people = aggregate({
  entity: PersonRow,
  noun: 'employee',
  topic: 'employee.events',
  snapshot: { contract: employeeSnapshot, of: snapshotOf },
});

@Module({
  imports: [
    ServiceModule.forRoot({
      name: 'employees',
      entities: [...messagingEntities, ...directoryEntities, PersonRow],
      migrations: [...messagingMigrations, ...directoryMigrations, People1],
    }),
    MessagingModule.forRoot({ service: 'employees' }),
    DirectoryModule.forRoot({ service: 'employees' }),
  ],
})
class SpeakingModule {}

let app: NestFastifyApplication;
let database: TestDatabase;
beforeAll(async () => {
  const [{ brokers, prefix }, issuer] = [kafka(), await testIssuer()];
  database = await freshDatabase('directory');
  const env = {
    ...issuer.env,
    PORT: '0',
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    KAFKA_BROKERS: brokers.join(),
    KAFKA_TOPIC_PREFIX: prefix,
    LOG_LEVEL: 'silent',
  };
  app = await createService({ name: 'employees', module: SpeakingModule }, { env });
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

describe('a directory', () => {
  it('hears of a person through Kafka, of the change, and forgets by the tombstone', async () => {
    const [changes, directory, id] = [app.get(Changes), app.get(Directory), newId()];
    await changes.create(
      people,
      changed({ id, version: 1, name: 'Siti' }, fact(employeeRegistered, { employeeId: id, status: 'PNS' })),
    );
    await eventually(async () => expect(await directory.person(id)).toMatchObject({ name: 'Siti', version: 1 }), {
      timeout: 20_000,
    });

    const corrected = fact(employeeCorrected, { employeeId: id, status: 'PNS' });
    await changes.change(people, id, (person) => changed({ ...person, name: 'Siti Rahmawati' }, corrected, corrected));
    await eventually(async () => expect(await directory.person(id)).toMatchObject({ name: 'Siti Rahmawati', version: 3 }));

    await changes.erase(people, id);
    await eventually(async () => expect(await directory.person(id)).toBeNull());
  }, 60_000);
});

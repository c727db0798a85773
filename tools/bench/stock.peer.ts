import { randomUUID } from 'node:crypto';
import { Controller, Module, type Type, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { EventPattern, type KafkaOptions, Payload, Transport } from '@nestjs/microservices';

/** Nest's own Kafka server with its `ValidationPipe`, and a handler that does nothing: no database, no inbox. Events a second. */
export const stockNest = async (
  brokers: readonly string[],
  topic: string,
  events: number,
  expectedType: Type,
): Promise<number> => {
  let done = 0;
  let begun = 0;
  const finished = Promise.withResolvers<number>();
  class Stock {
    heard(_data: object) {
      begun ||= performance.now();
      if ((done += 1) === events) finished.resolve((performance.now() - begun) / 1000);
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(Stock.prototype, 'heard');
  if (descriptor) EventPattern(topic)(Stock.prototype, 'heard', descriptor);
  Payload(new ValidationPipe({ expectedType }))(Stock.prototype, 'heard', 0);
  Controller()(Stock);
  class StockModule {}
  Module({ controllers: [Stock] })(StockModule);
  const options: KafkaOptions['options'] = {
    client: { brokers: [...brokers] },
    consumer: { groupId: randomUUID(), maxWaitTimeInMs: 250 },
    subscribe: { fromBeginning: true },
    // As many as our lanes.
    run: { partitionsConsumedConcurrently: 4 },
  };
  const app = await NestFactory.createMicroservice<KafkaOptions>(StockModule, {
    transport: Transport.KAFKA,
    options,
    logger: false,
  });
  await app.listen();
  const took = await finished.promise;
  await app.close();
  return events / took;
};

import { Module } from '@nestjs/common';
import { CompetencyConsumer } from './competency.consumer.js';

@Module({ controllers: [CompetencyConsumer] })
export class CompetencyModule {}

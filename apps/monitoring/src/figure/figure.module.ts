import { Module } from '@nestjs/common';
import { FigureConsumer } from './figure.consumer.js';
import { FigureQueries } from './figure.queries.js';

@Module({ controllers: [FigureConsumer], providers: [FigureQueries], exports: [FigureQueries] })
export class FigureModule {}

import { Module } from '@nestjs/common';
import { StoryConsumer } from './story.consumer.js';
import { StoryController } from './story.controller.js';
import { StoryQueries } from './story.queries.js';

@Module({ controllers: [StoryConsumer, StoryController], providers: [StoryQueries] })
export class StoryModule {}

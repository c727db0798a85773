import { Module } from '@nestjs/common';
import { CitizenVoiceConsumer } from './citizen-voice.consumer.js';

@Module({ controllers: [CitizenVoiceConsumer] })
export class CitizenVoiceModule {}

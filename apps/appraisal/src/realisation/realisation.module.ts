import { Module } from '@nestjs/common';
import { PlanModule } from '../plan/plan.module.js';
import { RealisationCommands } from './realisation.commands.js';
import { RealisationConsumer } from './realisation.consumer.js';

@Module({ imports: [PlanModule], controllers: [RealisationConsumer], providers: [RealisationCommands] })
export class RealisationModule {}

import { Module } from '@nestjs/common';
import { PublicServiceModule } from '../public-service/public-service.module.js';
import { SatisfactionIndexCommands } from './satisfaction-index.commands.js';
import { SatisfactionIndexController } from './satisfaction-index.controller.js';
import { SatisfactionIndexQueries } from './satisfaction-index.queries.js';

@Module({
  imports: [PublicServiceModule],
  controllers: [SatisfactionIndexController],
  providers: [SatisfactionIndexCommands, SatisfactionIndexQueries],
})
export class SatisfactionIndexModule {}

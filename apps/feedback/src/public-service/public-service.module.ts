import { Module } from '@nestjs/common';
import { Access } from '../access/access.queries.js';
import { PublicServiceCommands } from './public-service.commands.js';
import { PublicServiceController } from './public-service.controller.js';
import { PublicServiceQueries } from './public-service.queries.js';

@Module({
  controllers: [PublicServiceController],
  providers: [Access, PublicServiceCommands, PublicServiceQueries],
  exports: [Access],
})
export class PublicServiceModule {}

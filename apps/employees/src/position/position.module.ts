import { Module } from '@nestjs/common';
import { PositionCommands } from './position.commands.js';
import { PositionController } from './position.controller.js';
import { PositionQueries } from './position.queries.js';

@Module({ controllers: [PositionController], providers: [PositionCommands, PositionQueries] })
export class PositionModule {}

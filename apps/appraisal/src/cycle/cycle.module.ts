import { Module } from '@nestjs/common';
import { CycleCommands } from './cycle.commands.js';
import { CycleController } from './cycle.controller.js';
import { CycleQueries } from './cycle.queries.js';

@Module({ controllers: [CycleController], providers: [CycleCommands, CycleQueries], exports: [CycleQueries] })
export class CycleModule {}

import { Module } from '@nestjs/common';
import { HoursCommands } from './hours.commands.js';
import { HoursQueries } from './hours.queries.js';

@Module({ providers: [HoursCommands, HoursQueries], exports: [HoursCommands, HoursQueries] })
export class HoursModule {}

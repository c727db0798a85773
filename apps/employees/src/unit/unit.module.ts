import { Module } from '@nestjs/common';
import { UnitCommands } from './unit.commands.js';
import { UnitController } from './unit.controller.js';
import { UnitQueries } from './unit.queries.js';

@Module({ controllers: [UnitController], providers: [UnitCommands, UnitQueries], exports: [UnitCommands] })
export class UnitModule {}

import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { PlanModule } from '../plan/plan.module.js';
import { NoteCommands } from './note.commands.js';
import { NoteController } from './note.controller.js';
import { NoteQueries } from './note.queries.js';

@Module({ imports: [CycleModule, PlanModule], controllers: [NoteController], providers: [NoteCommands, NoteQueries] })
export class NoteModule {}

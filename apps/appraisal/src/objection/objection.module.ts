import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/evaluation.module.js';
import { ObjectionCommands } from './objection.commands.js';
import { ObjectionController } from './objection.controller.js';
import { ObjectionQueries } from './objection.queries.js';

@Module({ imports: [EvaluationModule], controllers: [ObjectionController], providers: [ObjectionCommands, ObjectionQueries] })
export class ObjectionModule {}

import { Module } from '@nestjs/common';
import { RaterModule } from '../rater/rater.module.js';
import { CorrectionCommands } from './correction.commands.js';
import { CorrectionController } from './correction.controller.js';
import { CorrectionQueries } from './correction.queries.js';

@Module({ imports: [RaterModule], controllers: [CorrectionController], providers: [CorrectionCommands, CorrectionQueries] })
export class CorrectionModule {}

import { Module } from '@nestjs/common';
import { SessionCommands } from './session.commands.js';
import { SessionController } from './session.controller.js';
import { SessionQueries } from './session.queries.js';

@Module({ controllers: [SessionController], providers: [SessionCommands, SessionQueries], exports: [SessionQueries] })
export class SessionModule {}

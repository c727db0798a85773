import { Module } from '@nestjs/common';
import { ResponseCommands } from './response.commands.js';
import { ResponseController } from './response.controller.js';

@Module({ controllers: [ResponseController], providers: [ResponseCommands] })
export class ResponseModule {}

import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ImportDocument, ImportView, type Actor } from '@siger/contracts';
import { Allow, Answers, CurrentActor } from '@siger/service';
import { allowed } from '../access/policy.js';
import { ImportCommands } from './import.commands.js';

@Controller('v1/imports')
export class ImportController {
  constructor(private readonly commands: ImportCommands) {}

  /** For the demo province and for real migrations from SIMPEG: the same document may be sent again. */
  @Post()
  @HttpCode(200)
  @Allow(...allowed['import.run'])
  @Answers(ImportView)
  run(@CurrentActor() actor: Actor, @Body() document: ImportDocument): Promise<ImportView> {
    return this.commands.run(actor, document);
  }
}

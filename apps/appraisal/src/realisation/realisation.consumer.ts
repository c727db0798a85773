import { Controller } from '@nestjs/common';
import { indexPublished, type IndexPublished } from '@siger/contracts';
import { OnEvent } from '@siger/messaging';
import { RealisationCommands } from './realisation.commands.js';

@Controller()
export class RealisationConsumer {
  constructor(private readonly commands: RealisationCommands) {}

  @OnEvent(indexPublished, { consumer: 'appraisal.realisations' })
  published(index: IndexPublished): Promise<void> {
    return this.commands.record(index);
  }
}

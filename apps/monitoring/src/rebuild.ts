import { rebuildCommand } from '@siger/messaging';
import { AppModule } from './app.module.js';

await rebuildCommand({ name: 'monitoring', module: AppModule });

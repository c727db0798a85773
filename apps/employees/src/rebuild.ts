import { rebuildCommand } from '@siger/messaging';
import { AppModule } from './app.module.js';

await rebuildCommand({ name: 'employees', module: AppModule });

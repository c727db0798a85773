import { startService } from '@siger/service';
import { AppModule } from './app.module.js';

await startService({ name: 'training', module: AppModule });

import { startService } from '@siger/service';
import { AppModule } from './app.module.js';

await startService({ name: 'appraisal', module: AppModule });

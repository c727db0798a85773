import { configOf } from './config.js';
import { startIdentity } from './start.js';

try {
  await startIdentity(configOf(process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

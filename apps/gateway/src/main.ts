import 'reflect-metadata';
import { configOf } from './config.js';
import { startGateway } from './start.js';

try {
  await startGateway(configOf(process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** What a service without a database needs: the gateway and identity. Loads neither TypeORM nor pg. */
export * from './context.js';
export * from './id.js';
export * from './telemetry/logger.js';
export * from './telemetry/metrics.js';
export * from './telemetry/tracing.js';
export { answerClientError } from './http/client-error.js';
export { meaningOf, problemOf, type Problem } from './http/problem.js';
export { Config, ConfigError, readConfig, type Environment } from './config.js';
export { languageOf } from './http/language.js';
export { Keys } from './auth/keys.js';
export { Tokens } from './auth/token.js';
export { type KafkaSecurity, readKafkaSecurity } from './kafka-security.js';

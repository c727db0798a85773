export { createService, startService, TRANSPORT_STRATEGY, type ServiceOptions } from './start.js';
export { ServiceModule, type ServiceModuleOptions } from './service.module.js';
export { Config, ConfigError, readConfig, type Environment, type ProduceEncoder } from './config.js';
export type { KafkaSecurity } from './kafka-security.js';
export { clock, setClock } from './clock.js';
export { isId, newId } from './id.js';
export { context, currentContext, runInContext, type Context, type Language } from './context.js';

export { Allow, CurrentActor, Public } from './auth/access.js';

export { Reads } from './http/change/change.interceptor.js';
export { Answers } from './http/openapi/answers.js';
export { Paged, pageOf, type Paging } from './http/page.js';
export { IdQuery, OnDay, TextQuery } from './http/query.js';
export { validate } from './http/body/validate.js';
export { IdParam, IfMatch } from './http/change/version.js';

export { audit, firstBrokenEntry } from './database/audit.js';
export { Database } from './database/database.js';
export { isUnavailable, sqlState } from './database/fault.js';
export type { Migration } from './database/options.js';
export { serviceEntities, serviceMigrations } from './database/tables.js';
export { afterCommit, beforeCommit, inTransaction, isInTransaction, transaction } from './database/transaction.js';

export { registerHealthCheck, type HealthCheck, type Verdict } from './health/check.js';
export { logger } from './telemetry/logger.js';
export { metrics } from './telemetry/metrics.js';
export { inSpan, traceparentOf } from './telemetry/tracing.js';

export type { Calculator, Facts } from './rules/calculator.js';
export { RuleSets, type RuleSet } from './rules/rule-sets.js';

/** The servers and services of one machine, for tests, the bench, the journey and the fault harness. */
export { StackFault, explain } from './faults.ts';
export { freePort, holderOf, requireFree } from './ports.ts';
export { type Postgres, type Server, startPostgres } from './postgres.ts';
export { type Broker, startKafka, untilAnswered } from './kafka.ts';
export { type DatabaseUrls, prepareDatabases, type Secrets, secretsOf } from './databases.ts';
export { entryOf, type Place, placeOf, portOf, root, serverPorts, services, withDatabase } from './place.ts';
export { environmentOf, frugal, type Service, startServices, stopServices, type Surroundings, type Watcher } from './services.ts';
export { readStack, type StackFile } from './stack-file.ts';
export { Platform, type Step, type Theirs, theirsOf } from './platform.ts';
export { startTestServers } from './test-servers.ts';

export { Directory } from './directory.js';
export { directoryEntities, Person, PersonPlacement, PersonRater, Unit } from './directory.entity.js';
export { directoryMigrations } from './directory.migration.js';
export { DirectoryModule } from './directory.module.js';
export type { Scope } from '@siger/contracts';

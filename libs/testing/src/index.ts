export * from './database.js';
export * from './eventually.js';
export * from './kafka.js';
export * from './token.js';

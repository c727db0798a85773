export * from './client.js';
export * from './database.js';
export * from './eventually.js';
export * from './kafka.js';
export * from './publish.js';
export * from './token.js';
export { rawHttp, unreadable } from './raw-http.js';

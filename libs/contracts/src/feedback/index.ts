export * from './values.js';
export * from './index.events.js';

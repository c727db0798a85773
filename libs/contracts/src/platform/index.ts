export * from './dead-letter.events.js';
export * from './values.js';

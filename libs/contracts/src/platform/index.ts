export * from './dead-letter.events.js';
export * from './parked.http.js';
export * from './values.js';

export * from './values.js';
export * from './unit.events.js';
export * from './employee.events.js';

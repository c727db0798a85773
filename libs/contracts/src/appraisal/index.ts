export * from './values.js';
export * from './appraisal.events.js';

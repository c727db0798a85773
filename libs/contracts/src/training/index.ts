export * from './learner.events.js';

export * from './day.js';
export * from './holiday.js';
export * from './holiday-data.js';
export * from './working-day.js';

export * from './dashboard.http.js';
export * from './story.http.js';

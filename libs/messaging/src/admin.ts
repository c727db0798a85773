/** The administrator's part: topics and who may use them. Loads neither Nest nor TypeORM. */
export { asAdmin, type Connection, securityOptions } from './access/connection.js';
export { grantServices, issue, type Principal, principals, revoke } from './access/principals.js';
export { createTopics } from './driver/topics.js';

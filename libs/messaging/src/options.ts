import type { ServiceName } from '@siger/contracts';

export interface MessagingOptions {
  service: ServiceName;
}
export const MESSAGING_OPTIONS = Symbol('siger:messaging-options');

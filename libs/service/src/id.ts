import { v7 } from 'uuid';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A UUID v7: sorts by the time it was made. */
export const newId = (): string => v7();
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);

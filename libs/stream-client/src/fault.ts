export type FaultCode =
  'bad-option' | 'no-broker' | 'wrong-credentials' | 'not-allowed' | 'unknown-topic' | 'position-gone' | 'invalid-record';

/** Why a stream could not begin or go on; the message says what to do. */
export class StreamFault extends Error {
  readonly code: FaultCode;
  constructor(code: FaultCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StreamFault';
    this.code = code;
  }
}

/** Names and messages of an error and of what it wraps. */
const textOf = (error: unknown): string => {
  const { name = '', type = '', message = '', originalError, cause } = Object(error) as Partial<Record<string, unknown>>;
  const inner = originalError ?? cause;
  return `${String(name)} ${String(type)} ${String(message)} ${inner ? textOf(inner) : ''}`;
};

/** What kafkajs threw, in words for the person who runs the program. */
export const explained = (error: unknown, brokers: readonly string[]): unknown => {
  if (error instanceof StreamFault) return error;
  const text = textOf(error);
  if (/SASLAuthentication|SASL_AUTHENTICATION|Authentication failed/i.test(text))
    return new StreamFault(
      'wrong-credentials',
      'The broker does not accept this name and password; ask its operators for an account.',
      error,
    );
  // kafkajs looks for the coordinator of a group that one may not use, and says only that it found none.
  if (/AUTHORIZATION_FAILED|GroupCoordinatorNotFound/.test(text))
    return new StreamFault(
      'not-allowed',
      'This account may not read this; the group must begin with the name of the account.',
      error,
    );
  if (/Connection|ECONNREFUSED|ENOTFOUND|timed? ?out|NumberOfRetriesExceeded|NoBroker/i.test(text))
    return new StreamFault(
      'no-broker',
      `No broker of ${brokers.join(', ')} answers; check host, port, and whether it wants \`ssl\` and \`sasl\`.`,
      error,
    );
  return error;
};

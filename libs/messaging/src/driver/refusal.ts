/** The address leads to another cluster than before; nothing may be sent there or read from it. */
export class OtherCluster extends Error {
  constructor(found: string, known: string) {
    super(
      `is cluster ${found}, but this database belongs to cluster ${known}: nothing is sent or read until KAFKA_BROKERS leads there again, see docs/runbooks/outbox-stalled.md`,
    );
  }
}

interface Failure {
  readonly name?: string;
  readonly type?: string;
  readonly cause?: unknown;
  readonly originalError?: unknown;
  readonly errors?: readonly unknown[];
}

const meanings: Readonly<Record<string, (who: string) => string>> = {
  KafkaJSSASLAuthenticationError: (who) =>
    `refuses the credentials of ${who}: set KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD to what was issued, or run the admin step again`,
  TOPIC_AUTHORIZATION_FAILED: (who) => `does not let ${who} use a topic that it needs: run the admin step again`,
  GROUP_AUTHORIZATION_FAILED: (who) => `does not let ${who} into its consumer group: run the admin step again`,
  CLUSTER_AUTHORIZATION_FAILED: (who) => `does not let ${who} write: run the admin step again`,
  UNKNOWN_TOPIC_OR_PARTITION: () => 'does not know a topic or partition that is needed: run the admin step',
};

const codesOf = (error: unknown, depth = 0): string[] => {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { name, type, cause, originalError, errors = [] } = error as Failure;
  return [name ?? '', type ?? '', ...[cause, originalError, ...errors].flatMap((inner) => codesOf(inner, depth + 1))];
};

/**
 * What a broker that answers and refuses means to an operator. It names the principal and never its password; undefined where the
 * broker did not refuse, for instance because it is away.
 */
export const refusalOf = (error: unknown, principal = 'a client without a name'): string | undefined => {
  if (error instanceof OtherCluster) return error.message;
  const code = codesOf(error).find((each) => Object.hasOwn(meanings, each));
  return code && meanings[code]?.(principal);
};

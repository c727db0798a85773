/** Why an event was given up: what a machine may act on; the row with its content stays in the consumer's own database. */
export const deadReasons = ['UNDECODABLE', 'CONTRACT_VIOLATED', 'TOO_LARGE', 'REFUSED', 'EXHAUSTED'] as const;
export type DeadReason = (typeof deadReasons)[number];

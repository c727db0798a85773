/** Why an event was given up: what a machine may act on; the row with its content stays in the consumer's own database. */
export const deadReasons = ['UNDECODABLE', 'CONTRACT_VIOLATED', 'TOO_LARGE', 'REFUSED', 'EXHAUSTED'] as const;
export type DeadReason = (typeof deadReasons)[number];

/** What becomes of an event that could not be handled at once. */
export const parkedStates = ['parked', 'dead', 'done', 'discarded'] as const;
export type ParkedState = (typeof parkedStates)[number];

/** Why an operator gives an event up for good: a word for the audit chain, which keeps no texts. */
export const discardReasons = ['OBSOLETE', 'DUPLICATE', 'REPAIRED_OTHERWISE', 'INVALID', 'TEST_DATA'] as const;
export type DiscardReason = (typeof discardReasons)[number];

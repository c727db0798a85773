import { DateOnly, Id, Instant, Nullable, OneOf, Optional, Text, Whole } from '../core/field.js';
import { correctionKinds, correctionStatuses } from './values.js';

/** An employee asks, for own data only. */
export class RequestCorrection {
  @OneOf(correctionKinds) kind!: string;
  @Text({ max: 1000, doc: 'what is wrong and what would be right' }) note!: string;
  @Optional() @Id({ doc: 'for RATER, and only there: who should rate' }) raterId?: string;
  @Optional() @DateOnly({ doc: 'for RATER: first day; default the day of approval' }) from?: string;
}

export class RejectCorrection {
  @Text({ max: 1000 }) reason!: string;
}

export class CorrectionView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9, doc: 'the ETag' }) version!: number;
  @Id() employeeId!: string;
  @OneOf(correctionKinds) kind!: string;
  @Text({ max: 1000 }) note!: string;
  @Nullable() @Id() raterId!: string | null;
  @Nullable() @DateOnly() from!: string | null;
  @OneOf(correctionStatuses) status!: string;
  @Instant() requestedAt!: string;
  @Nullable() @Text({ max: 200, doc: 'subject of the token that decided' }) decidedBy!: string | null;
  @Nullable() @Instant() decidedAt!: string | null;
  @Nullable() @Text({ max: 1000, doc: 'why it was rejected' }) reason!: string | null;
}

import { DateOnly, Flag, Id, Nullable, Optional, Text, Whole } from '../core/field.js';

export class RegisterPublicService {
  @Optional() @Id() id?: string;
  @Id({ doc: 'unit that gives the service' }) unitId!: string;
  @Text({ max: 200 }) name!: string;
  @Optional() @Text({ max: 2000 }) description?: string;
}

export class RenamePublicService {
  @Text({ max: 200 }) name!: string;
  @Nullable() @Text({ max: 2000 }) description!: string | null;
}

export class PublicServiceView {
  @Id() id!: string;
  @Whole({ min: 1, max: 1e9 }) version!: number;
  @Id() unitId!: string;
  @Text({ max: 200, doc: 'empty until the unit is known here' }) unitName!: string;
  @Text({ max: 200 }) name!: string;
  @Nullable() @Text({ max: 2000 }) description!: string | null;
  @Flag() open!: boolean;
  @DateOnly() since!: string;
}

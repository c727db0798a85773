import { Injectable } from '@nestjs/common';
import { DomainError, type EmploymentStatus } from '@siger/contracts';
import { clock, RuleSets } from '@siger/service';
import { nip, type NipParameters } from '../rule/nip.js';

export type NipReader = (text: string, status: EmploymentStatus) => string;

/** The same function and the same stored rule set as the open calculator `nip`. */
@Injectable()
export class Nips {
  constructor(private readonly ruleSets: RuleSets) {}

  /** Reads a NIP as its 18 digits, or refuses it with the codes of its faults, by the rule of today. */
  async reader(): Promise<NipReader> {
    const today = clock.today();
    const { parameters } = await this.ruleSets.inForce('nip', today);
    return (text, status) => {
      const { valid, normalised, errors } = nip({ nip: text, status }, parameters as NipParameters, today);
      if (!valid) throw new DomainError('nip-invalid', { codes: errors.join(', ') });
      return normalised;
    };
  }
}

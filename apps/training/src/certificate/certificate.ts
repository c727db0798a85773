import { certificateIssued, changed, fact, type Change } from '@siger/contracts';

export interface Certificate {
  readonly id: string;
  readonly version: number;
  /** Whoever has it may verify; it is told nowhere but to the holder. */
  readonly code: string;
  readonly enrolmentId: string;
  readonly employeeId: string;
  readonly courseId: string;
  readonly course: string;
  readonly organiser: string;
  readonly kind: string;
  readonly hours: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly issuedOn: string;
  readonly revokedOn: string | null;
}

export const issue = (certificate: Omit<Certificate, 'version' | 'revokedOn'>): Change<Certificate> => {
  const { id: certificateId, enrolmentId, courseId, employeeId, issuedOn } = certificate;
  return changed(
    { ...certificate, version: 1, revokedOn: null },
    fact(certificateIssued, { certificateId, enrolmentId, courseId, employeeId, issuedOn }),
  );
};

/** Enough to recognise the person one knows, too little to find one whom one does not: `Siti Rahmawati` -> `S*** R********`. */
export const maskName = (name: string | null): string =>
  name === null
    ? '***'
    : name
        .split(/\s+/)
        .filter((word) => word.length > 0)
        .map(([first, ...rest]) => `${first}${'*'.repeat(Math.max(2, rest.length))}`)
        .join(' ');

/** Crockford's alphabet: nothing that is misread when it is typed from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code from 16 random bytes (80 bits of them are used): `SGR-XXXX-XXXX-XXXX-XXXX`. */
export const codeFrom = (random: Uint8Array): string => {
  const letters = [...random.slice(0, 16)].map((byte) => ALPHABET[byte % 32]).join('');
  return `SGR-${letters.match(/.{4}/g)?.join('-') ?? ''}`;
};

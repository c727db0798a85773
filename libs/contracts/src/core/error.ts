/** What a caller reads of a refusal, in both languages; `{name}` stands for a parameter. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 412 | 413 | 415 | 422 | 428 | 429 | 431 | 502 | 503 | 504;
  readonly id: string;
  readonly en: string;
}

const refusals = new Map<string, Refusal>();

/** Declares the refusals of one feature. A code is kebab-case and never changes its meaning. */
export const defineErrors = <Code extends string>(table: Record<Code, Refusal>) => {
  for (const [code, refusal] of Object.entries<Refusal>(table)) refusals.set(code, refusal);
  return table;
};
export const refusalOf = (code: string) => refusals.get(code);

/** One fault of a request body; `pointer` is an RFC 6901 JSON pointer. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** A refusal by a rule of the domain: becomes RFC 9457 problem details at the edge. */
export class DomainError extends Error {
  constructor(
    readonly code: string,
    readonly parameters: Readonly<Record<string, string | number>> = {},
    readonly faults: readonly Fault[] = [],
  ) {
    super(code);
    this.name = 'DomainError';
  }
}

/** The one refusal for a body that breaks a rule that its schema cannot say. */
export const invalid = (...faults: Fault[]) => new DomainError('invalid-body', {}, faults);

export const commonErrors = defineErrors({
  'invalid-body': { status: 422, id: 'Isian tidak sah.', en: 'The body is not valid.' },
  'malformed-body': { status: 400, id: 'Isi permintaan tidak dapat dibaca.', en: 'The body cannot be read.' },
  'invalid-parameter': { status: 400, id: 'Parameter tidak sah.', en: 'A parameter is not valid.' },
  unauthenticated: { status: 401, id: 'Silakan masuk terlebih dahulu.', en: 'Sign in first.' },
  forbidden: { status: 403, id: 'Anda tidak berwenang melakukan ini.', en: 'You may not do this.' },
  'not-found': { status: 404, id: 'Tidak ditemukan.', en: 'Not found.' },
  conflict: { status: 409, id: 'Bertentangan dengan keadaan sekarang.', en: 'In conflict with the present state.' },
  'already-exists': { status: 409, id: 'Sudah ada.', en: 'It exists already.' },
  'stale-version': {
    status: 412,
    id: 'Data sudah berubah; muat ulang lalu coba lagi.',
    en: 'It has changed since; load it again and retry.',
  },
  'version-required': { status: 428, id: 'Sertakan If-Match dengan ETag terakhir.', en: 'Send If-Match with the last ETag.' },
  'body-too-large': { status: 413, id: 'Isi permintaan terlalu besar.', en: 'The body is too large.' },
  'unsupported-media-type': { status: 415, id: 'Gunakan application/json.', en: 'Use application/json.' },
  'idempotency-key-reused': {
    status: 422,
    id: 'Idempotency-Key sudah dipakai untuk permintaan lain.',
    en: 'The Idempotency-Key was used for another request.',
  },
  'too-many-requests': { status: 429, id: 'Terlalu banyak permintaan; coba lagi nanti.', en: 'Too many requests; retry later.' },
  unavailable: {
    status: 503,
    id: 'Layanan sedang tidak tersedia; coba lagi nanti.',
    en: 'The service is unavailable; retry later.',
  },
  'upstream-timeout': { status: 504, id: 'Layanan tidak menjawab tepat waktu.', en: 'The service did not answer in time.' },
});

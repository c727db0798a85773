import { Transform, type Readable, type TransformCallback } from 'node:stream';

/** Passes a body of unknown length on, until it is longer than allowed. */
class Counted extends Transform {
  #passed = 0;

  constructor(
    private readonly limit: number,
    private readonly exceeded: () => void,
  ) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
    this.#passed += chunk.length;
    if (this.#passed <= this.limit) return done(null, chunk);
    this.exceeded();
    done(new Error('The body is too large.'));
  }
}

/** A body whose length was announced is held to it by the HTTP parser; only a chunked one needs to be counted. */
export const limited = (body: Readable, announced: boolean, limit: number, exceeded: () => void): Readable => {
  if (announced) return body;
  const counted = new Counted(limit, exceeded);
  body.once('error', (error) => counted.destroy(error));
  // What arrives after the limit is read and dropped, so that the caller gets to read our answer.
  counted.once('error', () => body.resume());
  return body.pipe(counted);
};

/** So small a body is passed on in one piece, which costs less than a stream; a larger one is never held. */
const SMALL = 65_536;

export const isSmall = (length: string | undefined) => length !== undefined && Number(length) <= SMALL;

/** The whole of a small body. */
export const whole = (body: Readable, done: (error: Error | null, body?: Buffer) => void) => {
  const chunks: Buffer[] = [];
  body.on('data', (chunk: Buffer) => chunks.push(chunk));
  body.once('error', done);
  body.once('end', () => done(null, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
};

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

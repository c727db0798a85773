import { pbkdf2Sync, randomBytes } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import { type Decoder, Encoder, sendTo } from '../driver/internals.js';

/**
 * The two requests about SCRAM users that kafkajs lacks (KIP-554): API 50 describes, API 51 alters, both of version 0, which is
 * "flexible": compact lengths, and tagged fields after each structure and after the header.
 */
const DESCRIBE = 50;
const ALTER = 51;
const SHA_512 = 2;
/** Kafka's least; the secrets are random bits, which repetition does not make stronger. */
const ITERATIONS = 4096;
const NONE = 0;
const RESOURCE_NOT_FOUND = 91;

const untagged = (encoder: Encoder) => encoder.writeUVarIntBytes();

interface Outcome {
  readonly user: string;
  readonly code: number;
  readonly message: string | null;
}
const outcome = (decoder: Decoder): Outcome => {
  const read = { user: String(decoder.readUVarIntString()), code: decoder.readInt16(), message: decoder.readUVarIntString() };
  decoder.readTaggedFields();
  return read;
};

const alter = async (kafka: Kafka, deletions: readonly string[], upsertions: readonly (readonly [string, string])[]) => {
  const deletion = (name: string) => untagged(new Encoder().writeUVarIntString(name).writeInt8(SHA_512));
  const upsertion = ([name, password]: readonly [string, string]) => {
    const salt = randomBytes(32);
    const salted = pbkdf2Sync(password, salt, ITERATIONS, 64, 'sha512');
    const encoder = new Encoder().writeUVarIntString(name).writeInt8(SHA_512).writeInt32(ITERATIONS);
    return untagged(encoder.writeUVarIntBytes(salt).writeUVarIntBytes(salted));
  };
  const body = untagged(new Encoder()).writeUVarIntArray(deletions.map(deletion)).writeUVarIntArray(upsertions.map(upsertion));
  const outcomes = await sendTo(kafka, { key: ALTER, name: 'AlterUserScramCredentials', body: untagged(body) }, (decoder) => {
    decoder.readTaggedFields();
    decoder.readInt32();
    return decoder.readUVarIntArray(outcome);
  });
  const failed = outcomes.find(({ code }) => code !== NONE && code !== RESOURCE_NOT_FOUND);
  if (failed)
    throw new Error(`Kafka refuses the credentials of ${failed.user}: ${failed.message ?? `error ${String(failed.code)}`}`);
};

/** Sets the passwords of users, new or known. */
export const setPasswords = (kafka: Kafka, passwords: Readonly<Record<string, string>>) =>
  alter(kafka, [], Object.entries(passwords));

/** Forgets a user; one that is not known is no error. */
export const forgetUser = (kafka: Kafka, name: string) => alter(kafka, [name], []);

/** One user of the answer, whose mechanisms are passed over. */
const described = (decoder: Decoder): string => {
  const user = String(decoder.readUVarIntString());
  decoder.readInt16();
  decoder.readUVarIntString();
  decoder.readUVarIntArray((credential) => {
    credential.readInt8();
    credential.readInt32();
    credential.readTaggedFields();
  });
  decoder.readTaggedFields();
  return user;
};

/** Names of all users with a password. */
export const userNames = async (kafka: Kafka): Promise<string[]> => {
  // An empty list asks for everybody, as null would; but to a null of somebody who may not ask the broker answers nothing at all.
  const body = untagged(untagged(new Encoder()).writeUVarIntArray([]));
  const { code, message, users } = await sendTo(
    kafka,
    { key: DESCRIBE, name: 'DescribeUserScramCredentials', body },
    (decoder) => {
      decoder.readTaggedFields();
      decoder.readInt32();
      const [failure, said] = [decoder.readInt16(), decoder.readUVarIntString()];
      return { code: failure, message: said, users: decoder.readUVarIntArray(described) };
    },
  );
  if (code !== NONE) throw new Error(`Kafka does not list its users: ${message ?? `error ${String(code)}`}`);
  return users;
};

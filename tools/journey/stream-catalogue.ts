/** What `/asyncapi.json` declares, as a stranger reads it: nothing here comes from our own code. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Message {
  readonly name: string;
  readonly 'x-owner': string;
  readonly headers: object;
  readonly payload: { readonly schemaFormat: string; readonly schema: { readonly $id: string } };
}
export interface AsyncApi {
  readonly channels: Readonly<Record<string, { readonly address: string; readonly messages: Readonly<Record<string, Message>> }>>;
}

export interface Declared {
  readonly type: string;
  readonly owner: string;
  readonly schemaId: string;
  readonly payload: ValidateFunction;
  readonly headers: ValidateFunction;
}
/** Topic to type to declaration. */
export type Catalogue = ReadonlyMap<string, ReadonlyMap<string, Declared>>;

const SCHEMA_FORMAT = 'application/schema+json;version=draft-2020-12';

export const catalogueOf = ({ channels }: AsyncApi): Catalogue => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const declared = ({ name, 'x-owner': owner, headers, payload: { schema, schemaFormat } }: Message): Declared => {
    if (schemaFormat !== SCHEMA_FORMAT) throw new Error(`${name} is declared in ${schemaFormat}`);
    return { type: name, owner, schemaId: schema.$id, payload: ajv.compile(schema), headers: ajv.compile(headers) };
  };
  return new Map(
    Object.values(channels).map(({ address, messages }) => [
      address,
      new Map(Object.values(messages).map((message) => [message.name, declared(message)])),
    ]),
  );
};

export const isSnapshot = (topic: string): boolean => topic.endsWith('.snapshot');

/** Topics that carry one of our names and that nobody declared. */
export const undeclared = (catalogue: Catalogue, found: readonly string[]): string[] => {
  const ours = new Set([...catalogue.keys()].map((topic) => topic.split('.')[0]));
  return found.filter((topic) => ours.has(topic.split('.')[0]) && !catalogue.has(topic));
};

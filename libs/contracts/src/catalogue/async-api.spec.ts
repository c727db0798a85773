import { describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import { allEvents, topics } from '../index.js';
import { asyncApi } from './async-api.js';
import { eventDocs } from './event-docs.js';

describe('the AsyncAPI document', () => {
  it('is valid AsyncAPI 3', async () => {
    const faults = await new Parser().validate(JSON.stringify(asyncApi()));
    expect(faults.filter(({ severity }) => severity === 0)).toEqual([]);
  });

  it('declares every event once, on its own topic', () => {
    const names = Object.values(asyncApi().channels).flatMap(({ address, messages }) =>
      Object.values(messages).map(({ name }) => `${address} ${name}`),
    );
    expect(names.sort()).toEqual(
      allEvents()
        .map(({ topic, type }) => `${topic} ${type}`)
        .sort(),
    );
  });

  it('keeps personal data out of event topics', () => {
    const personal = /^(name|fullName|nip|email|phone|address|holder|description|text|comment|reason)$/;
    const leaks = allEvents()
      .filter(({ topic }) => topics[topic].kind === 'events')
      .flatMap((contract) => fieldsOf(contract.example).map((field) => `${contract.type} ${field}`))
      .filter((entry) => personal.test(entry.split(' ')[1] ?? '') && !entry.startsWith('unit.'));
    expect(leaks).toEqual([]);
  });

  it('has a section for every event in the docs', () => {
    for (const { type } of allEvents()) expect(eventDocs()).toContain(`### \`${type}\``);
  });
});

const fieldsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => [key, ...fieldsOf(inner)]) : [];

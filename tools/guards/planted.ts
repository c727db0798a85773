import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Snippet } from './lint.ts';

export const root = join(import.meta.dirname, '../..');
const first = (pattern: string, not: RegExp = /^$/): string =>
  globSync(pattern, { cwd: root })
    .sort()
    .find((file) => !not.test(file)) ?? `nothing matches ${pattern}`;

/** Real files whose place the snippets take: the rules judge a file by its path. */
export const places = {
  domain: first('apps/appraisal/src/*/*.ts', /\.[a-z]+\.ts$/),
  commands: first('apps/appraisal/src/*/*.commands.ts'),
  spec: first('apps/appraisal/src/*/*.spec.ts'),
  gateway: first('apps/gateway/src/**/*.ts', /spec|fixture/),
  service: 'libs/service/src/start.ts',
  contracts: 'libs/contracts/src/core/page.ts',
  calendar: 'libs/calendar/src/day.ts',
  messaging: 'libs/messaging/src/changes.ts',
  stream: 'libs/stream-client/src/fault.ts',
  tool: 'tools/stack/kafka.ts',
  librarySpec: 'libs/testing/src/testing.kafka.spec.ts',
  messagingSpec: 'libs/messaging/src/driver/topics.kafka.spec.ts',
} as const;
type Place = keyof typeof places;

interface Guard {
  readonly what: string;
  readonly in: Place;
  readonly code: string;
  readonly refused: RegExp;
}

const used = (module: string, name = 'x'): string => `import { ${name} } from '${module}';\nexport const y = ${name};\n`;
const appImport = /No app imports an app|imports of apps are forbidden|relative or absolute/i;
const domainImport = /Domain files import only/;
const onlyByMessaging = /kafkajs is imported only|allowed to import/;
const helper = /Test helpers are imported by specs/;

export const guards: Guard[] = [
  { what: 'an app that imports an app by name', in: 'commands', code: used('@siger/training'), refused: appImport },
  { what: 'an app that imports a part of an app', in: 'commands', code: used('@siger/training/src/x.js'), refused: appImport },
  {
    what: 'an app that imports types of an app',
    in: 'commands',
    code: "import type { X } from '@siger/training';\nexport type Y = X;\n",
    refused: appImport,
  },
  { what: 'an app that re-exports an app', in: 'commands', code: "export * from '@siger/training';\n", refused: appImport },
  {
    what: 'an app that imports an app when needed',
    in: 'commands',
    code: "export const later = () => import('@siger/training');\n",
    refused: appImport,
  },
  {
    what: 'an app that reaches into another app',
    in: 'commands',
    code: used('../../../training/src/main.js'),
    refused: appImport,
  },
  { what: 'a spec that imports another app', in: 'spec', code: used('@siger/training'), refused: appImport },
  { what: 'a library that imports an app', in: 'service', code: used('@siger/appraisal'), refused: appImport },
  {
    what: 'a library that reaches into an app',
    in: 'service',
    code: used('../../../apps/appraisal/src/main.js'),
    refused: appImport,
  },
  { what: 'a tool that imports an app', in: 'tool', code: used('@siger/appraisal'), refused: appImport },
  { what: 'kafkajs in an app', in: 'commands', code: used('kafkajs', 'Kafka'), refused: onlyByMessaging },
  { what: 'kafkajs in a library other than messaging', in: 'service', code: used('kafkajs', 'Kafka'), refused: onlyByMessaging },
  { what: 'kafkajs in a spec of another library', in: 'librarySpec', code: used('kafkajs', 'Kafka'), refused: onlyByMessaging },
  {
    what: 'kafkajs in an app when needed',
    in: 'commands',
    code: "export const later = () => import('kafkajs');\n",
    refused: onlyByMessaging,
  },
  {
    what: 'the gateway with a database',
    in: 'gateway',
    code: used('typeorm', 'DataSource'),
    refused: /allowed to import|typeorm/,
  },
  {
    what: 'the gateway with the driver of a database',
    in: 'gateway',
    code: used('pg', 'Client'),
    refused: /allowed to import|\bpg\b/,
  },
  { what: 'the gateway with messaging', in: 'gateway', code: used('@siger/messaging', 'Changes'), refused: /can only depend on/ },
  {
    what: 'contracts with a framework',
    in: 'contracts',
    code: used('@nestjs/common', 'Injectable'),
    refused: /allowed to import/,
  },
  {
    what: 'contracts with a library of ours',
    in: 'contracts',
    code: used('@siger/service', 'newId'),
    refused: /can only depend on|cannot depend on|circular/i,
  },
  {
    what: 'the calendar with a library of ours',
    in: 'calendar',
    code: used('@siger/contracts', 'topics'),
    refused: /can only depend on|cannot depend on/,
  },
  {
    what: 'the stream client with a framework',
    in: 'stream',
    code: used('@nestjs/common', 'Injectable'),
    refused: /allowed to import/,
  },
  {
    what: 'the stream client with a library of ours, which an outsider does not have',
    in: 'stream',
    code: used('@siger/contracts', 'topics'),
    refused: /can only depend on|cannot depend on/,
  },
  { what: 'test helpers in an app', in: 'commands', code: used('@siger/testing', 'eventually'), refused: helper },
  { what: 'test helpers in a library', in: 'messaging', code: used('@siger/testing', 'eventually'), refused: helper },
  { what: 'test helpers in a domain file', in: 'domain', code: used('@siger/testing', 'eventually'), refused: domainImport },
  { what: 'a fixture in production code', in: 'commands', code: used('./plan.fixture.js'), refused: helper },
  { what: "a library's fixture in production code", in: 'commands', code: used('@siger/directory/fixture'), refused: helper },
  { what: 'a test runner in production code', in: 'commands', code: used('@jest/globals', 'expect'), refused: helper },
  { what: 'a domain file with files', in: 'domain', code: used('node:fs', 'readFileSync'), refused: domainImport },
  { what: 'a domain file with a framework', in: 'domain', code: used('@nestjs/common', 'Injectable'), refused: domainImport },
  { what: 'a domain file with a database', in: 'domain', code: used('typeorm', 'Entity'), refused: domainImport },
  { what: 'a domain file with the service library', in: 'domain', code: used('@siger/service', 'clock'), refused: domainImport },
  { what: 'a domain file with an entity', in: 'domain', code: used('./plan.entity.js', 'PlanEntity'), refused: domainImport },
  {
    what: 'a domain file with an async function',
    in: 'domain',
    code: 'export async function x() {\n  await Promise.resolve();\n}\n',
    refused: /synchronous/,
  },
  {
    what: 'a domain file with an async arrow',
    in: 'domain',
    code: 'export const x = async () => Promise.resolve();\n',
    refused: /synchronous/,
  },
  {
    what: 'a domain file that asks for the time',
    in: 'domain',
    code: 'export const x = () => new Date();\n',
    refused: /time as an argument/,
  },
  {
    what: 'a domain file that asks for the time in milliseconds',
    in: 'domain',
    code: 'export const x = () => Date.now();\n',
    refused: /time as an argument/,
  },
  {
    what: 'a domain file that asks for the time as text',
    in: 'domain',
    code: 'export const x = () => Date();\n',
    refused: /time as an argument/,
  },
  {
    what: 'a domain file that throws dice',
    in: 'domain',
    code: 'export const x = () => Math.random();\n',
    refused: /randomness as an argument/,
  },
  {
    what: 'a domain file that makes ids',
    in: 'domain',
    code: 'export const x = () => crypto.randomUUID();\n',
    refused: /crypto/,
  },
  {
    what: 'a domain file that reads settings',
    in: 'domain',
    code: "export const x = () => process.env['X'];\n",
    refused: /process/,
  },
  {
    what: 'a domain file that goes round by globalThis',
    in: 'domain',
    code: "export const x = () => globalThis.process.env['X'];\n",
    refused: /globalThis/,
  },
  {
    what: 'a domain file that calls somebody',
    in: 'domain',
    code: "export const x = () => fetch('http://x');\n",
    refused: /fetch/,
  },
  {
    what: 'a domain file with a class',
    in: 'domain',
    code: 'export class X {\n  readonly y = 1;\n}\n',
    refused: /functions over readonly data/,
  },
  {
    what: 'a promise that nobody waits for',
    in: 'commands',
    code: 'Promise.resolve();\nexport {};\n',
    refused: /Promises must be awaited/,
  },
  { what: 'any', in: 'commands', code: 'export const x: any = 1;\n', refused: /Unexpected any/ },
  { what: 'a file of more than 250 lines', in: 'commands', code: 'export {};\n'.repeat(251), refused: /too many lines/ },
];

/** What must stay allowed, so that a guard that refuses everything is told from one that works. */
export const allowed: (Snippet & { what: string; in: Place })[] = (
  [
    ['a domain file with contracts, the calendar and exact numbers', 'domain', `${used('@siger/contracts', 'topics')}`],
    ['messaging with kafkajs', 'messaging', used('kafkajs', 'Kafka')],
    ['the stream client with kafkajs', 'stream', used('kafkajs', 'Kafka')],
    ['a spec of messaging with kafkajs', 'messagingSpec', used('kafkajs', 'Kafka')],
    ['a tool with kafkajs', 'tool', used('kafkajs', 'Kafka')],
    ['a spec with test helpers', 'spec', used('@siger/testing', 'eventually')],
    [
      'an app with messaging and the service library',
      'commands',
      used('@siger/messaging', 'Changes') + used('@siger/service', 'newId').replaceAll('y', 'z'),
    ],
  ] as const
).map(([what, place, code]) => ({ what, in: place, file: places[place], code }));

import { openTopics, ports, streamServices, topicNames, type TopicName } from '@siger/contracts';
import { StackFault } from '../stack/faults.ts';
import { administrator } from '../stack/kafka-security.ts';

/** What the command line asks for. */
export type Request =
  | { readonly verb: 'list' }
  | { readonly verb: 'revoke'; readonly name: string }
  | { readonly verb: 'issue'; readonly name: string; readonly reads: readonly TopicName[] };

const usage = `npm run principal -- issue <name> [--topics ${openTopics[0] ?? ''},...]
npm run principal -- revoke <name>
npm run principal -- list`;

const nameOf = (name: string | undefined): string => {
  if (!name) throw new StackFault(`Say the name of the principal:\n${usage}`);
  if (!/^[a-z][a-z0-9-]{2,39}$/.test(name))
    throw new StackFault(
      `${JSON.stringify(name)} is no name of a principal: 3 to 40 of a-z, 0-9 and -, a letter first, as in bps-lampung`,
    );
  if (name === administrator || streamServices.includes(name))
    throw new StackFault(`${name} is a principal of Siger itself; take a name of the reader, as in bps-lampung`);
  return name;
};

/** First words of topics and of groups: a reader's groups begin with its name. */
const kept = new Set([...topicNames.map((topic) => topic.slice(0, topic.indexOf('.'))), ...Object.keys(ports)]);

/** `prefix` is that of the environment, which its topics and groups begin with. */
const newNameOf = (given: string | undefined, prefix: string): string => {
  const name = nameOf(given);
  if (kept.has(name) || prefix.startsWith(`${name}.`))
    throw new StackFault(`Topics or groups of Siger begin with ${name}; take a name of the reader, as in bps-lampung`);
  return name;
};

const topicsOf = (list: string | undefined): TopicName[] => {
  const wanted = (list ?? '').split(',').map((topic) => topic.trim());
  const unknown = wanted.filter((topic) => !topicNames.some((name) => name === topic));
  if (unknown.length > 0)
    throw new StackFault(
      `There is no topic ${unknown.map((topic) => JSON.stringify(topic)).join(', ')}; there are: ${topicNames.join(', ')}`,
    );
  return topicNames.filter((name) => wanted.includes(name));
};

/** Without `--topics` the reader gets every topic without personal data. Throws a StackFault that says how to ask. */
export function requestOf([verb, name, ...options]: readonly string[], prefix = ''): Request {
  if (verb === 'list' && name === undefined) return { verb };
  if (verb === 'revoke' && options.length === 0) return { verb, name: nameOf(name) };
  if (verb !== 'issue') throw new StackFault(usage);
  const [flag, list, ...more] = options;
  if (flag === undefined) return { verb, name: newNameOf(name, prefix), reads: openTopics };
  if (flag !== '--topics' || more.length > 0) throw new StackFault(usage);
  return { verb, name: newNameOf(name, prefix), reads: topicsOf(list) };
}

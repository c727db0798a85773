/** Principals of readers outside: `npm run principal -- issue <name> [--topics a,b]`, `revoke <name>`, `list`. */
import { randomBytes } from 'node:crypto';
import { outsiderAccess, streamServices } from '@siger/contracts';
import { type Connection, issue, principals, revoke } from '@siger/messaging/admin';
import { clusterHere } from '../stack/cluster.ts';
import { explain, StackFault } from '../stack/faults.ts';
import { certificateFile } from '../stack/kafka-security.ts';
import { columns } from '../stack/overview.ts';
import { placeOf } from '../stack/place.ts';
import { handoutText } from './handout.ts';
import { type Request, requestOf } from './request.ts';

const prefix = process.env['KAFKA_TOPIC_PREFIX'] ?? '';

const certificate = (): string | undefined =>
  process.env['KAFKA_BROKERS'] ? process.env['KAFKA_SSL_CA'] : certificateFile(placeOf(process.env).tls);

async function list(cluster: Connection): Promise<string> {
  const all = (await principals(cluster)).filter(({ name }) => name.startsWith(prefix));
  const kind = (name: string) => (streamServices.includes(name.slice(prefix.length)) ? 'service' : 'outside');
  const rows = all.map(({ name, reads, writes }) => [
    name,
    kind(name),
    `reads ${reads.join(' ') || '-'}`,
    `writes ${writes.join(' ') || '-'}`,
  ]);
  return rows.length > 0 ? columns(rows) : 'There are no principals.';
}

async function answer(request: Request, cluster: Connection): Promise<string> {
  if (request.verb === 'list') return list(cluster);
  const { name } = request;
  if (request.verb === 'revoke') {
    if (!(await revoke(cluster, name, prefix)))
      throw new StackFault(`There is no principal ${prefix}${name}; see: npm run principal -- list`);
    return `${prefix}${name} is revoked: what it reads now ends, and its password opens nothing.`;
  }
  const password = randomBytes(24).toString('base64url');
  await issue(cluster, outsiderAccess(name, request.reads), password, prefix);
  const { brokers } = cluster;
  return handoutText({ brokers, ca: certificate(), username: prefix + name, password, topics: request.reads, prefix });
}

try {
  const request = requestOf(process.argv.slice(2), prefix);
  const cluster = clusterHere();
  if (!cluster.security)
    throw new StackFault(
      'This cluster asks nobody for a name, so there is nothing to issue: set KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD of its administrator.',
    );
  console.log(await answer(request, cluster));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}

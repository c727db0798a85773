import { spawnSync } from 'node:child_process';
import { randomBytes, X509Certificate } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KafkaSecurity } from '@siger/service/edge';
import { StackFault } from './faults.ts';
import type { Java } from './java.ts';

/** The one principal that may do everything; services and outside readers never use it. */
export const administrator = 'admin';

const DAYS = 3650;
const RENEWED_BEFORE_MS = 30 * 86_400_000;

/** The broker's certificate and private key, and the certificate alone (PEM) for those who have to trust it. */
export interface Certificate {
  readonly keystore: string;
  readonly password: string;
  readonly ca: string;
}

/** Java's own tool, which comes with the JVM that Kafka needs; Node reads certificates but makes none. */
function keytool(java: Java, args: readonly string[]): string {
  const command = java.command.replace(/java$/, 'keytool');
  const { status, stdout, stderr, error } = spawnSync(command, ['-J-XX:TieredStopAtLevel=1', ...args], { encoding: 'utf8' });
  if (status === 0) return stdout;
  const said = error ? error.message : `${stdout}${stderr}`.trim();
  throw new StackFault(`Kafka's certificate could not be made, ${command} is part of every JRE: ${said}`);
}

const filesIn = (folder: string) => ({
  keystore: join(folder, 'broker.p12'),
  password: join(folder, 'password'),
  ca: join(folder, 'ca.pem'),
});

/** What those who connect have to trust. */
export const certificateFile = (folder: string): string => filesIn(folder).ca;

function make(folder: string, java: Java): void {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true, mode: 0o700 });
  const { keystore, password, ca } = filesIn(half);
  writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const store = ['-alias', 'broker', '-storetype', 'PKCS12', '-keystore', keystore, '-storepass:file', password];
  const names = ['-dname', 'CN=siger-kafka', '-ext', 'san=dns:localhost,ip:127.0.0.1'];
  keytool(java, ['-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', String(DAYS), ...names, ...store]);
  chmodSync(keystore, 0o600);
  writeFileSync(ca, keytool(java, ['-exportcert', '-rfc', ...store]));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  renameSync(half, folder);
}

const isFresh = (ca: string): boolean =>
  existsSync(ca) && Date.parse(new X509Certificate(readFileSync(ca)).validTo) - Date.now() > RENEWED_BEFORE_MS;

/** The certificate of a broker on this machine's loopback, made at the first start and again before it runs out. */
export function certificateIn(folder: string, java: Java): Certificate {
  const { keystore, password, ca } = filesIn(folder);
  if (!isFresh(ca)) make(folder, java);
  return { keystore, password: readFileSync(password, 'utf8'), ca };
}

/** How the administrator connects. */
export const administratorOf = (tls: string, password: string): KafkaSecurity => ({
  ...{ ca: readFileSync(certificateFile(tls), 'utf8'), mechanism: 'plain', username: administrator, password },
});

/**
 * TLS for clients, names and passwords on every listener, and no right that was not granted. The administrator's password stands
 * in the broker's own settings, so that it is known before any user is; all other principals are SCRAM users of the cluster.
 */
export function securityProperties(certificate: Certificate, password: string): Record<string, string> {
  const plain =
    'org.apache.kafka.common.security.plain.PlainLoginModule required ' +
    `username="${administrator}" password="${password}" user_${administrator}="${password}";`;
  return {
    'listener.security.protocol.map': 'CLIENTS:SASL_SSL,CONTROLLER:SASL_PLAINTEXT',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.clients.sasl.enabled.mechanisms': 'SCRAM-SHA-512,PLAIN',
    'listener.name.clients.scram-sha-512.sasl.jaas.config': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'listener.name.clients.plain.sasl.jaas.config': plain,
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': plain,
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': certificate.keystore,
    'ssl.keystore.password': certificate.password,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': certificate.ca,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${administrator}`,
    'allow.everyone.if.no.acl.found': 'false',
  };
}

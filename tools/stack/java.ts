import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './process.ts';
import { codeOf, StackFault } from './faults.ts';

/** The newest version of which the broker and its tools are published together. */
export const kafkaVersion = '4.3.1';

const otherWays = 'or name a cluster of yours with KAFKA_BROKERS=host:port, or run docker compose up.';

export interface Java {
  readonly command: string;
  /** Changes with every build of the JVM; a class archive is valid for one only. */
  readonly build: string;
}

export function findJava(): Java {
  const command = process.env['JAVA_HOME'] ? join(process.env['JAVA_HOME'], 'bin', 'java') : 'java';
  const { status, stderr } = spawnSync(command, ['-version'], { encoding: 'utf8' });
  if (status !== 0)
    throw new StackFault(
      `Kafka needs Java 17 or newer and there is none here: install a JRE (Debian: apt-get install default-jre-headless), ${otherWays}`,
    );
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0);
  if (major < 17)
    throw new StackFault(
      `Kafka needs Java 17 or newer; ${command} is version ${major}: install a newer one or set JAVA_HOME, ${otherWays}`,
    );
  return { command, build: createHash('sha256').update(`${command}\n${stderr}`).digest('hex').slice(0, 12) };
}

type Artifact = readonly [group: string, id: string, version: string];
/** Jars that come through Maven, with all that they need. */
export interface Jars {
  /** Of the folder in the cache. */
  readonly name: string;
  readonly title: string;
  readonly artifacts: readonly Artifact[];
}

// Without a back end of slf4j a broker that cannot start says nothing at all.
const logging: Artifact = ['org.slf4j', 'slf4j-simple', '1.7.36'];
const kafka: Jars = {
  name: `kafka-${kafkaVersion}`,
  title: `Kafka ${kafkaVersion}`,
  artifacts: [['org.apache.kafka', 'kafka_2.13', kafkaVersion], ['org.apache.kafka', 'kafka-tools', kafkaVersion], logging],
};
const debeziumVersion = '3.6.3.Final';
/** What the bench of the messaging is compared with, in a worker of Kafka Connect. */
const debezium: Jars = {
  name: `debezium-${debeziumVersion}`,
  title: `Debezium ${debeziumVersion}`,
  artifacts: [
    ['org.apache.kafka', 'connect-runtime', kafkaVersion],
    ['io.debezium', 'debezium-connector-postgres', debeziumVersion],
    logging,
  ],
};

const pomOf = ({ name, artifacts }: Jars) => `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>siger</groupId><artifactId>${name}</artifactId><version>1</version>
<dependencies>${artifacts
  .map(
    ([group, id, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${id}</artifactId><version>${version}</version></dependency>`,
  )
  .join('')}</dependencies>
</project>
`;

const cacheFolder = ({ name }: Jars): string => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'siger', name);

const sizesOf = (lib: string): Record<string, number> =>
  Object.fromEntries(readdirSync(lib).map((jar) => [jar, statSync(join(lib, jar)).size]));

/** Whether the folder holds every jar at the size it had when the download was complete. */
export function isComplete(folder: string): boolean {
  try {
    const expected = JSON.parse(readFileSync(join(folder, 'jars.json'), 'utf8')) as Record<string, number>;
    return Object.entries(expected).every(([jar, size]) => statSync(join(folder, 'lib', jar)).size === size);
  } catch {
    return false;
  }
}

const maven = (jars: Jars, folder: string): Promise<void> =>
  new Promise((resolve, reject) => {
    writeFileSync(join(folder, 'pom.xml'), pomOf(jars));
    const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(folder, 'lib')}`];
    const child = spawn('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', () =>
      reject(
        new StackFault(
          `The jars of ${jars.title} come from Maven and there is none here: install it (Debian: apt-get install maven), ${otherWays}`,
        ),
      ),
    );
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(
            new StackFault(
              `Maven could not fetch ${jars.title} (is the network up?):\n${said.trim().split('\n').slice(0, 5).join('\n')}\nTry again, ${otherWays}`,
            ),
          ),
    );
  });

/** Holds `<file>` while `work` runs; others of this user wait. A lock of a process that has ended is taken over. */
async function locked<T>(file: string, waiting: () => void, work: () => Promise<T>): Promise<T> {
  for (let told = false; ;) {
    try {
      writeFileSync(file, `${process.pid}\n`, { flag: 'wx' });
      break;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    const holder = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0;
    // An empty lock is one that is being written now; only a named, ended holder loses it.
    if (holder > 0 && !isAlive(holder)) rmSync(file, { force: true });
    if (!told) waiting();
    told = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** Jars in the cache of this user, fetched once; clones that start together wait for one download. */
async function fetchJars(jars: Jars, say: (line: string) => void): Promise<string> {
  const folder = cacheFolder(jars);
  if (isComplete(folder)) return folder;
  mkdirSync(join(folder, '..'), { recursive: true });
  return locked(
    `${folder}.lock`,
    () => say(`waiting: another start is fetching ${jars.title}`),
    async () => {
      if (isComplete(folder)) return folder;
      say(`fetching ${jars.title} from Maven (about 50 MB, once per user)`);
      const half = `${folder}.${process.pid}.half`;
      rmSync(half, { recursive: true, force: true });
      mkdirSync(half, { recursive: true });
      try {
        await maven(jars, half);
        writeFileSync(join(half, 'jars.json'), JSON.stringify(sizesOf(join(half, 'lib'))));
        rmSync(folder, { recursive: true, force: true });
        renameSync(half, folder);
      } finally {
        rmSync(half, { recursive: true, force: true });
      }
      return folder;
    },
  );
}

export const fetchKafka = (say: (line: string) => void): Promise<string> => fetchJars(kafka, say);
export const fetchDebezium = (say: (line: string) => void): Promise<string> => fetchJars(debezium, say);

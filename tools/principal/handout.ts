import type { TopicName } from '@siger/contracts';

/** What a reader outside has to know. */
export interface Handout {
  readonly brokers: readonly string[];
  /** File of the certificate to trust; undefined where the system's own authorities vouch for the brokers. */
  readonly ca: string | undefined;
  readonly username: string;
  readonly password: string;
  readonly topics: readonly TopicName[];
  readonly prefix: string;
}

const environment = ({ brokers, ca, username, password, prefix }: Handout) => [
  `KAFKA_BROKERS=${brokers.join(',')}`,
  `KAFKA_SASL_USERNAME=${username}`,
  `KAFKA_SASL_PASSWORD=${password}`,
  ...(ca ? [`KAFKA_SSL_CA=${ca}`] : []),
  ...(prefix ? [`KAFKA_TOPIC_PREFIX=${prefix}`] : []),
];

/** For everything that is built on librdkafka: Python's confluent-kafka, Go, .NET, kcat. */
const librdkafka = ({ brokers, ca, username, password }: Handout) => [
  `bootstrap.servers=${brokers.join(',')}`,
  'security.protocol=SASL_SSL',
  'sasl.mechanism=SCRAM-SHA-512',
  `sasl.username=${username}`,
  `sasl.password=${password}`,
  ...(ca ? [`ssl.ca.location=${ca}`] : []),
  `group.id=${username}.reports`,
  'auto.offset.reset=earliest',
];

const java = ({ brokers, ca, username, password }: Handout) => [
  `bootstrap.servers=${brokers.join(',')}`,
  'security.protocol=SASL_SSL',
  'sasl.mechanism=SCRAM-SHA-512',
  `sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="${username}" password="${password}";`,
  ...(ca ? ['ssl.truststore.type=PEM', `ssl.truststore.location=${ca}`] : []),
  `group.id=${username}.reports`,
];

const block = (title: string, lines: readonly string[]) => `${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`;

/** The text that `issue` prints, once: nobody can show the password again. */
export const handoutText = (handout: Handout): string =>
  [
    `${handout.username} may read ${handout.topics.map((topic) => handout.prefix + topic).join(', ')} and nothing else.`,
    'The password is shown this once and kept nowhere; whoever loses it is revoked and issued anew.\n',
    block('Environment (@siger/stream-client, and what is in docs/examples)', environment(handout)),
    block('Python confluent-kafka, Go, .NET, kcat (-F file)', librdkafka(handout)),
    block('Java, kafka-console-consumer (--command-config file)', java(handout)),
    `Groups begin with "${handout.username}." as above; any other group is refused.`,
    'What the records mean: /events and /asyncapi.json of the gateway, docs/streams-access.md.',
  ].join('\n');

/** The settings of the environment in such a text, as somebody pastes them. */
export const settingsIn = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^ {2}(KAFKA_[A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

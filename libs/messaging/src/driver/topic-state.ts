import { topicConfig, topics, type TopicName } from '@siger/contracts';
import type { Admin, DescribeConfigResponse, ITopicMetadata } from 'kafkajs';
import { refusalOf } from './refusal.js';

type Asked = Pick<Admin, 'fetchTopicMetadata'>;

/** Topics on which keys would have another partition than the contracts' table gives them. */
export const smallerThanTable = (found: readonly ITopicMetadata[], prefix: string): string[] =>
  found.flatMap(({ name, partitions }) => {
    const wanted = topics[name.slice(prefix.length) as TopicName].partitions;
    return partitions.length < wanted ? [`${name} has ${partitions.length} partitions instead of ${wanted}`] : [];
  });

/** Settings of topics by which something would be gone that the contracts promise, or stay that they promise to erase. */
export const keptOtherwise = ({ resources }: Pick<DescribeConfigResponse, 'resources'>, prefix: string): string[] =>
  resources.flatMap(({ resourceName, configEntries }) => {
    const wanted: Record<string, string> = topicConfig[topics[resourceName.slice(prefix.length) as TopicName].kind];
    const found = configEntries.filter(({ configName, configValue }) => (wanted[configName] ?? configValue) !== configValue);
    return found.map(
      ({ configName, configValue }) => `${resourceName} has ${configName}=${configValue} instead of ${wanted[configName]}`,
    );
  });

export const withoutLeader = (found: readonly ITopicMetadata[]): string[] =>
  found.filter(({ partitions }) => partitions.some(({ leader }) => leader < 0)).map(({ name }) => name);

const typeOf = (error: unknown) => (error as { type?: string }).type ?? (error as Error).name;

/** Asks for each topic alone, because the answer to many is one error that does not say which topic it means. */
export const askedAlone = async (admin: Asked, names: readonly string[]): Promise<{ name: string; error: unknown }[]> => {
  const asked = names.map((name) =>
    admin.fetchTopicMetadata({ topics: [name] }).then(
      ({ topics: found }) => (withoutLeader(found).length ? [{ name, error: new Error('no leader') }] : []),
      (error: unknown) => [{ name, error }],
    ),
  );
  return (await Promise.all(asked)).flat();
};

/** The topics that have no leader, each with what the broker says; for the message of whoever waited for them. */
export const leaderless = async (admin: Asked, names: readonly string[]): Promise<string> => {
  const failed = (await askedAlone(admin, names)).map(({ name, error }) => `${name} (${typeOf(error)})`);
  return failed.join(', ') || 'none any more';
};

/** What is wrong with the topics that a service uses; undefined when they are as the table says. Throws when the broker is away. */
export const topicsTrouble = async (
  admin: Asked,
  { prefix, used, principal }: { prefix: string; used: readonly TopicName[]; principal: string | undefined },
): Promise<string | undefined> => {
  if (used.length === 0) return undefined;
  const names = used.map((name) => prefix + name);
  try {
    const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
    const [small, lost] = [smallerThanTable(found, prefix), withoutLeader(found)];
    if (small.length) return `has topics smaller than the contracts' table, so that keys would move: ${small.join(', ')}`;
    return lost.length ? `has no leader for partitions of ${lost.join(', ')}` : undefined;
  } catch (error) {
    const refused = refusalOf(error, principal);
    if (!refused) throw error;
    const which = (await askedAlone(admin, names)).map(({ name }) => name);
    return which.length ? `${refused} (${which.join(', ')})` : refused;
  }
};

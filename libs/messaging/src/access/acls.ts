import type { StreamAccess } from '@siger/contracts';
import kafkajs, { type AclEntry, type DescribeAclResource } from 'kafkajs';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/**
 * What Kafka has to be told so that `access` is what the principal may do, in an environment with `prefix` before its names. Writing
 * and reading imply describing, and an idempotent producer needs no more than WRITE on its topic.
 */
export const aclsOf = (access: StreamAccess, prefix: string): AclEntry[] => {
  const base = { principal: principalOf(prefix + access.principal), host: '*', permissionType: AclPermissionTypes.ALLOW };
  const topic = (operation: AclEntry['operation']) => (name: string) => ({
    ...{ ...base, operation, resourceName: prefix + name },
    ...{ resourceType: AclResourceTypes.TOPIC, resourcePatternType: ResourcePatternTypes.LITERAL },
  });
  const groups = (operation: AclEntry['operation'], name: string) => ({
    ...{ ...base, operation, resourceName: prefix + name },
    ...{ resourceType: AclResourceTypes.GROUP, resourcePatternType: ResourcePatternTypes.PREFIXED },
  });
  const topics = [...access.writes.map(topic(AclOperationTypes.WRITE)), ...access.reads.map(topic(AclOperationTypes.READ))];
  if (access.reads.length === 0) return topics;
  const ended = access.endedGroups ? [groups(AclOperationTypes.DELETE, access.endedGroups)] : [];
  return [...topics, groups(AclOperationTypes.READ, access.groups), ...ended];
};

export const principalOf = (user: string) => `User:${user}`;

export const entriesOf = (resources: readonly DescribeAclResource[]): AclEntry[] =>
  resources.flatMap(({ acls, resourceType, resourceName, resourcePatternType }) =>
    acls.map((acl) => ({ ...acl, resourceType, resourceName, resourcePatternType })),
  );

const keyOf = ({ principal, host, operation, permissionType, ...resource }: AclEntry) =>
  [principal, host, operation, permissionType, resource.resourceType, resource.resourcePatternType, resource.resourceName].join();

/** Entries of `these` that `those` lack. */
export const lacking = (these: readonly AclEntry[], those: readonly AclEntry[]): AclEntry[] => {
  const known = new Set(those.map(keyOf));
  return these.filter((entry) => !known.has(keyOf(entry)));
};

import { setTimeout as sleep } from 'node:timers/promises';
import { serviceAccess, streamServices, type StreamAccess } from '@siger/contracts';
import kafkajs, { type AclEntry, type Admin, type Kafka } from 'kafkajs';
import { aclsOf, entriesOf, lacking, principalOf } from './acls.js';
import { asAdmin, type Connection } from './connection.js';
import { forgetUser, setPasswords, userNames } from './scram.js';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;
const CLIENT = 'siger-access';
const PATIENCE_MS = 30_000;

const anything = {
  ...{ resourceType: AclResourceTypes.ANY, resourcePatternType: ResourcePatternTypes.ANY },
  ...{ operation: AclOperationTypes.ANY, permissionType: AclPermissionTypes.ANY },
};

const granted = async (admin: Admin, user?: string): Promise<AclEntry[]> => {
  const whose = user === undefined ? {} : { principal: principalOf(user) };
  return entriesOf((await admin.describeAcls({ ...anything, ...whose })).resources);
};

/** Creates and deletes until the principal may do exactly what it should, and until the broker says so too. */
const settle = async (admin: Admin, user: string, wanted: readonly AclEntry[]) => {
  const found = await granted(admin, user);
  const [missing, surplus] = [lacking(wanted, found), lacking(found, wanted)];
  if (missing.length) await admin.createAcls({ acl: missing });
  if (surplus.length) await admin.deleteAcls({ filters: surplus });
  if (missing.length + surplus.length === 0) return;
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    const now = await granted(admin, user);
    if (lacking(wanted, now).length + lacking(now, wanted).length === 0) return;
    if (Date.now() > deadline) throw new Error(`The broker does not take over what ${user} may do.`);
  }
};

const untilKnown = async (kafka: Kafka, user: string, known: boolean) => {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    if ((await userNames(kafka)).includes(user) === known) return;
    if (Date.now() > deadline) throw new Error(`The broker does not ${known ? 'take' : 'forget'} the user ${user}.`);
  }
};

/** Who may join all groups of an environment, because the name was issued before there was one. */
const covering = async (admin: Admin, prefix: string): Promise<string | undefined> => {
  const groups = (await granted(admin)).filter(({ resourceType }) => resourceType === AclResourceTypes.GROUP);
  return groups.find(({ resourceName }) => prefix.startsWith(resourceName))?.principal;
};

/**
 * The admin step beside the topics: every service gets its password, and exactly what its consumers and the topics' table say.
 * Services without a password here keep the one that they have.
 */
export const grantServices = (connection: Connection, passwords: Readonly<Record<string, string>>, prefix = ''): Promise<void> =>
  asAdmin(connection, CLIENT, async (admin, kafka) => {
    const named = streamServices.flatMap((service) => {
      const password = passwords[service];
      return password ? [[prefix + service, password]] : [];
    });
    const outsider = await covering(admin, prefix);
    if (outsider) throw new Error(`${outsider} may join every group that begins with ${prefix}; revoke it first.`);
    await setPasswords(kafka, Object.fromEntries(named) as Record<string, string>);
    for (const service of streamServices) await settle(admin, prefix + service, aclsOf(serviceAccess(service), prefix));
  });

const grant = async (
  { admin, kafka }: { admin: Admin; kafka: Kafka },
  user: string,
  acls: readonly AclEntry[],
  password: string,
) => {
  await settle(admin, user, acls);
  await setPasswords(kafka, { [user]: password });
  await untilKnown(kafka, user, true);
};

/** Groups of others, and names of topics (an environment's begin with its prefix, as its groups do), that `groups` would take in. */
const shared = async (admin: Admin, user: string, groups: string): Promise<string | undefined> => {
  const others = (await granted(admin))
    .filter(({ resourceType, principal }) => resourceType === AclResourceTypes.GROUP && principal !== principalOf(user))
    .map(({ resourceName }) => resourceName);
  const group = others.find((name) => name.startsWith(groups) || groups.startsWith(name));
  return group ?? (await admin.listTopics()).find((name) => name.startsWith(groups));
};

/** Makes a principal that may do what `access` says; refuses a name that is taken, or by which it would get into groups of others. */
export const issue = (connection: Connection, access: StreamAccess, password: string, prefix = ''): Promise<void> =>
  asAdmin(connection, CLIENT, async (admin, kafka) => {
    const user = prefix + access.principal;
    if ((await userNames(kafka)).includes(user)) throw new Error(`${user} has been issued already; revoke it first.`);
    const taken = await shared(admin, user, prefix + access.groups);
    if (taken !== undefined)
      throw new Error(`As ${user} it could join groups that belong to ${taken}; take another name, as in bps-lampung.`);
    await grant({ admin, kafka }, user, aclsOf(access, prefix), password);
  });

/** A service's principal whose access is not what its consumers say; its name is not asked about. */
export const grantAs = (connection: Connection, access: StreamAccess, password: string): Promise<void> =>
  asAdmin(connection, CLIENT, (admin, kafka) => grant({ admin, kafka }, access.principal, aclsOf(access, ''), password));

/** Takes everything back; what the principal reads at this moment ends too. Answers whether there was such a principal. */
export const revoke = (connection: Connection, principal: string, prefix = ''): Promise<boolean> =>
  asAdmin(connection, CLIENT, async (admin, kafka) => {
    const user = prefix + principal;
    const known = (await userNames(kafka)).includes(user);
    await settle(admin, user, []);
    if (known) await forgetUser(kafka, user);
    await untilKnown(kafka, user, false);
    return known;
  });

export interface Principal {
  readonly name: string;
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

/** Every principal with a password and the topics that it may use, as the broker says it. */
export const principals = (connection: Connection): Promise<Principal[]> =>
  asAdmin(connection, CLIENT, async (admin, kafka) => {
    const all = await granted(admin);
    const topicsOf = (name: string, wanted: AclEntry['operation']) =>
      all
        .filter(({ resourceType, principal, operation }) => {
          return resourceType === AclResourceTypes.TOPIC && principal === principalOf(name) && operation === wanted;
        })
        .map(({ resourceName }) => resourceName)
        .sort();
    return (await userNames(kafka)).sort().map((name) => ({
      ...{ name, writes: topicsOf(name, AclOperationTypes.WRITE), reads: topicsOf(name, AclOperationTypes.READ) },
    }));
  });

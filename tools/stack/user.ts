import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { StackFault } from './faults.ts';

/** How a program is started that refuses to run as root: words before its command, or a user id to take. */
export interface RunAs {
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

const works = (command: string, args: readonly string[], uid?: number): boolean =>
  spawnSync(command, args, { stdio: 'ignore', ...(uid === undefined ? {} : { uid, gid: uid }) }).status === 0;

function unprivileged(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(user?.[2] ?? 65_534), gid: Number(user?.[3] ?? 65_534) };
}

/**
 * PostgreSQL refuses to run as root. A user namespace is tried first: there our files show as the mapped user's own, so that a clone
 * in a folder which other users may not enter (`/root`, a `mktemp -d`) works too. Without namespaces the process takes another
 * user's id, which needs to reach the binary.
 */
export function runAs(binary: string): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const { uid, gid } = unprivileged();
  const namespace = ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
  if (works('unshare', [...namespace, binary, '--version'])) return { prefix: ['unshare', ...namespace] };
  if (works(binary, ['--version'], uid)) return { prefix: [], uid, gid };
  throw new StackFault(
    `PostgreSQL may not run as root, and the user ${uid} cannot reach ${binary}. ` +
      'Run Siger as an ordinary user, move it to a folder that others may enter (for instance /srv/siger), or set DATABASE_URL to a server of yours.',
  );
}

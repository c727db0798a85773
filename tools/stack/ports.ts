import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { StackFault } from './faults.ts';

/** A port that is free on the loopback now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port was given.')),
      );
    });
  });

/** Whether somebody answers at the port. */
export const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (up: boolean) => {
      socket.destroy();
      resolve(up);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** The socket's inode for a listening port, from the kernel's tables (state 0A is LISTEN). */
function inodeOf(port: number): string | null {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[3] === '0A' && fields[1]?.endsWith(`:${hex}`)) return fields[9] ?? null;
    }
  }
  return null;
}

const holds = (pid: string, inode: string): boolean => {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`;
      } catch {
        return false; // a descriptor that was closed while we looked
      }
    });
  } catch {
    return false; // a process of somebody else, or one that has ended
  }
};

/** Who listens at a port, as far as this machine tells: `pid 42 (java -cp ...)`, or null. */
export function holderOf(port: number): string | null {
  try {
    const inode = inodeOf(port);
    const pid = inode && readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && holds(entry, inode));
    if (!pid) return null;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
    return `pid ${pid} (${command.length > 80 ? `${command.slice(0, 77)}...` : command})`;
  } catch {
    return null; // no /proc on this system
  }
}

/** Refuses to go on when one of the ports is taken; says which, by whom and how to move. */
export async function requireFree(named: ReadonlyMap<string, number>): Promise<void> {
  const taken: string[] = [];
  for (const [name, port] of named) {
    if (await isFree(port)) continue;
    taken.push(`  port ${port} (${name}) is taken by ${holderOf(port) ?? 'another process'}`);
  }
  if (taken.length === 0) return;
  throw new StackFault(`${taken.join('\n')}\nEnd that process, or move all ports of Siger: SIGER_PORT_OFFSET=1000 npm start`);
}

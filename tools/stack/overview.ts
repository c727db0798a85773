import { demoAccounts, demoClients, demoPassword } from '@siger/contracts';
import type { Platform } from './platform.ts';
import { portOf, serverPorts } from './place.ts';

type Row = readonly string[];

/** Rows in columns as wide as their widest cell. */
export function columns(rows: readonly Row[]): string {
  const widths = rows.reduce<number[]>((all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)), []);
  return rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd()).join('\n');
}

const running = ({ place, pids, services, connection, admin }: Platform): Row[] => {
  const pid = (name: string): string => (pids[name] ? `pid ${pids[name]}` : 'yours');
  const host = new URL(admin).host;
  return [
    ...[...services]
      .reverse()
      .map(({ name, port }): Row => [name, `http://${name === 'gateway' ? 'localhost' : '127.0.0.1'}:${port}`, pid(name)]),
    ['kafka', pids['kafka'] ? `127.0.0.1:${serverPorts.kafka + place.offset}` : connection.brokers.join(','), pid('kafka')],
    ['postgresql', host, pid('postgres')],
  ];
};

const accounts = (): Row[] => [
  ...demoAccounts.map(({ email, label }): Row => [email, label.en, `password ${demoPassword}`]),
  ...demoClients.map(({ clientId, label, secret }): Row => [clientId, label.en, `secret ${secret}`]),
];

/** The one table at the end of `npm start`: what runs where, who can sign in, where to go. */
export function overview(platform: Platform): string {
  const door = `http://localhost:${portOf('gateway', platform.place)}`;
  const links: Row[] = [
    ['Start here', door],
    ['HTTP API, with "try it"', `${door}/docs`],
    ['Events', `${door}/events`],
    ['A token for curl', `npm run -s token -- ${demoAccounts[0]?.email ?? ''}`],
    ['The main job, played', 'npm run journey'],
    ['Logs and data', platform.place.data],
  ];
  const signIn = platform.names.includes('identity') ? `\n\nSign in as\n${columns(accounts())}` : '';
  return `\nRuns\n${columns(running(platform))}${signIn}\n\nLinks\n${columns(links)}\n\nCtrl-C stops everything; the data stays for the next start.\n`;
}

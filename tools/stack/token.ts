import { demoAccountOf, demoAccounts, demoClients, demoPassword, ports } from '@siger/contracts';
import { pathToFileURL } from 'node:url';
import { codeOf, explain, StackFault } from './faults.ts';
import { machineToken, signIn } from './sign-in.ts';

/** Address of the gateway that the settings of this shell mean. */
export const gateway = () =>
  process.env['OIDC_ISSUER'] ?? `http://localhost:${ports.gateway + Number(process.env['SIGER_PORT_OFFSET'] ?? 0)}`;

/** Everybody who can be asked for, one a line. */
export const accountList = (): string =>
  [
    ...demoAccounts.map(({ email, label }) => `  ${email.padEnd(32)} ${label.en}`),
    ...demoClients.map(({ clientId, label }) => `  ${clientId.padEnd(32)} ${label.en} (client credentials)`),
  ].join('\n');

/** `fetch` hides the reason in its cause: nobody listens there. */
const isRefused = (error: unknown): boolean => codeOf((error as Error).cause) !== '';

/** The access token of a demo person or machine, through the running gateway. */
export async function tokenFor(name: string, url = gateway()): Promise<string> {
  const client = demoClients.find(({ clientId }) => clientId === name);
  const account = demoAccountOf(name.includes('@') ? name.toLowerCase() : `${name.toLowerCase()}@lampung.demo`);
  if (!client && !account)
    throw new StackFault(`${name ? `There is no account ${name}` : 'Name an account'}. There are:\n${accountList()}`);
  try {
    return client
      ? await machineToken(url, client.clientId, client.secret)
      : await signIn(url, account?.email ?? '', demoPassword);
  } catch (error) {
    if (isRefused(error)) throw new StackFault(`The platform is not running at ${url}; start it with: npm start`);
    throw error;
  }
}

/** `npm run -s token -- <account>` prints the token and nothing else. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    console.log(await tokenFor(args[0] ?? ''));
    return 0;
  } catch (error) {
    console.error(explain(error));
    return 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));

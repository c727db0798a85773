/** Who can sign in on a development machine; declared once in the contracts, so that identity and the demo province agree. */
export { demoAccounts, demoClients, demoPassword, type DemoAccount, type DemoClient } from '@siger/contracts';

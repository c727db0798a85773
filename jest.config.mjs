import { suite } from './jest.preset.mjs';

const globalSetup = '<rootDir>/libs/testing/src/global-setup.mjs';
const globalTeardown = '<rootDir>/libs/testing/src/global-teardown.mjs';

/** `unit` needs nothing; `integration` needs PostgreSQL; `messaging` needs PostgreSQL and Kafka; the servers are started by their global set-up. */
export default {
  projects: [
    suite('unit', ['{apps,libs,tools}/**/*.spec.ts'], {
      testPathIgnorePatterns: ['\\.(int|e2e|kafka)\\.spec\\.ts$', '/node_modules/', '/dist/'],
    }),
    suite('integration', ['{apps,libs,tools}/**/*.int.spec.ts'], { globalSetup, globalTeardown }),
    suite('messaging', ['{apps,libs,tools}/**/*.kafka.spec.ts'], { globalSetup, globalTeardown }),
  ],
  testTimeout: 30_000,
};

import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const ignores = ['**/dist/**', '**/node_modules/**', '.nx/**', '.siger/**'];

const boundaries = {
  enforceBuildableLibDependency: false,
  allow: [],
  depConstraints: [
    { sourceTag: 'scope:contracts', onlyDependOnLibsWithTags: [], bannedExternalImports: ['@nestjs/*', 'typeorm', 'kafkajs'] },
    { sourceTag: 'scope:calendar', onlyDependOnLibsWithTags: [] },
    {
      sourceTag: 'scope:stream-client',
      onlyDependOnLibsWithTags: ['scope:testing'],
      bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg'],
    },
    { sourceTag: 'scope:testing', onlyDependOnLibsWithTags: ['scope:contracts'] },
    {
      sourceTag: 'scope:service',
      onlyDependOnLibsWithTags: ['scope:contracts', 'scope:calendar', 'scope:testing'],
      bannedExternalImports: ['kafkajs'],
    },
    {
      sourceTag: 'scope:directory',
      onlyDependOnLibsWithTags: ['scope:contracts', 'scope:service', 'scope:messaging', 'scope:calendar', 'scope:testing'],
      bannedExternalImports: ['kafkajs'],
    },
    { sourceTag: 'scope:messaging', onlyDependOnLibsWithTags: ['scope:contracts', 'scope:service', 'scope:testing'] },
    {
      sourceTag: 'scope:gateway',
      onlyDependOnLibsWithTags: ['scope:contracts', 'scope:service', 'scope:testing'],
      bannedExternalImports: ['kafkajs', 'typeorm', 'pg', '@nestjs/typeorm'],
    },
    { sourceTag: 'type:app', onlyDependOnLibsWithTags: ['type:lib'], bannedExternalImports: ['kafkajs'] },
    { sourceTag: 'type:lib', onlyDependOnLibsWithTags: ['type:lib'] },
  ],
};

const appByName = {
  regex: '^@siger/(gateway|identity|employees|appraisal|training|feedback|monitoring)(/|$)',
  message: 'No app imports an app: services share contracts only.',
};
const kafka = { regex: '^kafkajs', message: 'kafkajs is imported only by libs/messaging, libs/stream-client and tools.' };
const testing = {
  regex: '^(@siger/testing|@jest/globals|supertest|fast-check)(/|$)|^@siger/\\w+/fixture$|\\.(fixture|spec)\\.js$',
  message: 'Test helpers are imported by specs and fixtures only.',
};
/** Imports when needed, which the rule on imports does not see. */
const lateAppImport = {
  selector: 'ImportExpression[source.value=/^@siger.(gateway|identity|employees|appraisal|training|feedback|monitoring)(.|$)/]',
  message: appByName.message,
};
const restricted = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] });

export default tseslint.config(
  { ignores },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@nx/enforce-module-boundaries': ['error', boundaries],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', 250],
      complexity: ['error', 12],
      ...restricted(appByName, kafka, testing),
      'no-restricted-syntax': ['error', lateAppImport],
    },
  },
  { files: ['libs/messaging/**/*.ts', 'libs/stream-client/**/*.ts', 'tools/**/*.ts'], rules: restricted(appByName, testing) },
  {
    files: ['**/*.spec.ts', '**/*.fixture.ts', 'libs/testing/**/*.ts'],
    rules: { ...restricted(appByName, kafka), 'max-lines': 'off' },
  },
  {
    files: ['{libs/messaging,libs/stream-client,tools}/**/*.{spec,fixture}.ts'],
    rules: restricted(appByName),
  },
  {
    // The dot law: a file with one dot is domain and pure; a second dot names the I/O that it does.
    files: ['apps/*/src/*/*.ts'],
    ignores: ['**/*.*.ts', 'apps/{gateway,identity,e2e}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!@siger/(contracts|calendar)$|big\\.js$|fraction\\.js$|\\.{1,2}/[\\w/-]+\\.js$)',
              message: 'Domain files import only contracts, the calendar, exact numbers and other domain files.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'fetch', 'crypto', 'console', 'performance', 'globalThis', 'global', 'require'],
        ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
      ],
      'no-restricted-syntax': [
        'error',
        { selector: ':function[async=true]', message: 'Domain functions are synchronous.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time as an argument.' },
        { selector: 'CallExpression[callee.name="Date"]', message: 'Take the time as an argument.' },
        { selector: 'ImportExpression', message: 'Domain functions are synchronous.' },
        { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'Take the time as an argument.' },
        { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Take randomness as an argument.' },
        { selector: 'ClassDeclaration', message: 'Domain is functions over readonly data.' },
      ],
    },
  },
);

/**
 * Lints snippets in the place of real files: `node tools/guards/lint.ts < snippets.json`. A process of its own, because the rules
 * between projects read Nx's project graph, which is made fresh first: on an old one a new violation passes silently.
 */
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';

export interface Snippet {
  /** An existing file of the workspace that the snippet stands in for. */
  readonly file: string;
  readonly code: string;
}

export interface Finding {
  readonly rule: string | null;
  readonly message: string;
}

const root = join(import.meta.dirname, '../..');
await createProjectGraphAsync({ exitOnError: true });
const eslint = new ESLint({ cwd: root });
const findings: Finding[][] = [];
for (const { file, code } of JSON.parse(await text(process.stdin)) as Snippet[]) {
  const results = await eslint.lintText(code, { filePath: join(root, file) });
  findings.push(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => ({ rule: ruleId, message }))));
}
process.stdout.write(JSON.stringify(findings));

/**
 * The public routes, from both sides: every operation of every running service can be reached through the gateway by its table and is
 * in its document, and every row of the table leads to an operation. Exits non-zero where they differ.
 */
import { openRoutes, resources, routeOf } from '../../apps/gateway/src/route/routes.ts';
import { readStack } from '../stack/stack-file.ts';
import { disagreements, type Operation } from './route-check.ts';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security?: readonly unknown[] }>>>>;
}

const documentOf = async (origin: string): Promise<Document> => {
  const response = await fetch(`${origin}/openapi.json`);
  if (!response.ok) throw new Error(`${origin}/openapi.json answered ${response.status}`);
  return (await response.json()) as Document;
};

const operationsOf = (service: string, { paths }: Document): Operation[] =>
  Object.entries(paths)
    .filter(([path]) => path.startsWith('/v1/'))
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, { security }]) => ({
        ...{ service, path, method: method.toUpperCase(), open: security?.length === 0 },
      })),
    );

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

const look = async (): Promise<readonly string[]> => {
  const { gateway, services } = readStack();
  const behind = Object.entries(services).filter(([name]) => !['gateway', 'identity'].includes(name));
  const operations = (
    await Promise.all(behind.map(async ([name, origin]) => operationsOf(name, await documentOf(origin))))
  ).flat();
  const merged = new Set(operationsOf('gateway', await documentOf(gateway)).map(nameOf));
  const untold = operations.map(nameOf).filter((name) => !merged.has(name));
  console.log(
    `routes: ${operations.length} operations of ${behind.map(([name]) => name).join(', ')}; ${merged.size} in the merged document`,
  );
  return [
    ...disagreements(operations, { routeOf, resources, openRoutes }),
    ...untold.map((name) => `${name} is not in the gateway's document`),
  ];
};

try {
  const differences = await look();
  for (const difference of differences) console.error(`  ${difference}`);
  console.log(
    differences.length === 0 ? 'routes: the table and the services agree' : 'routes: the table and the services differ',
  );
  if (differences.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(`routes: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

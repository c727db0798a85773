import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../..');

/** What a query asks of what is exposed. */
export interface Asked {
  readonly metric: string;
  readonly labels: readonly string[];
}

const WORDS = new Set(['by', 'without', 'on', 'ignoring', 'and', 'or', 'unless', 'bool', 'offset', 'group_left', 'group_right']);
/** Labels that Prometheus itself adds, and the bound of a bucket. */
const OF_PROMETHEUS = new Set(['job', 'instance', 'le']);

/** Metrics and labels of a PromQL expression: enough of the language for what stands in our files. */
export const askedBy = (expr: string): Asked[] => {
  const selectors = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, inside = '']) => [
    ...inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g),
  ]);
  const grouped = [...expr.matchAll(/\b(?:by|without|on|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, inside = '']) =>
    inside.split(','),
  );
  const labels = [...selectors.map(([, name = '']) => name), ...grouped.map((name) => name.trim())];
  const bare = expr.replace(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ').replace(/\b(?:by|without|on|ignoring)\s*\([^)]*\)/g, ' ');
  const metrics = [...bare.matchAll(/[a-zA-Z_:][\w:]*/g)]
    .filter(({ 0: name, index }) => !WORDS.has(name) && !/^\s*\(/.test(bare.slice(index + name.length)))
    .map(([name]) => name);
  const ours = [...new Set(labels)].filter((label) => !OF_PROMETHEUS.has(label));
  return [...new Set(metrics)].filter((metric) => metric !== 'up').map((metric) => ({ metric, labels: ours }));
};

export interface Alert {
  readonly name: string;
  readonly expr: string;
  readonly runbook: string;
}
export const alerts = (): Alert[] => {
  const text = readFileSync(join(root, 'deploy/prometheus/alerts.yml'), 'utf8');
  return text
    .split('- alert: ')
    .slice(1)
    .map((rule) => ({
      name: /^\w+/.exec(rule)?.[0] ?? '',
      expr: /expr: '(.*)'/.exec(rule)?.[1] ?? '',
      runbook: /runbook_url: (\S+)/.exec(rule)?.[1] ?? '',
    }));
};

interface Dashboard {
  panels: { title: string; targets?: { expr: string }[] }[];
  templating: { list: { query: string }[] };
}
/** Every query of the dashboard with the title of its panel. */
export const panels = (): { name: string; expr: string }[] => {
  const { panels: all, templating } = JSON.parse(readFileSync(join(root, 'deploy/grafana/siger.json'), 'utf8')) as Dashboard;
  const shown = all.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ name: title, expr })));
  const chosen = templating.list.flatMap(({ query }) => /label_values\((\w+),/.exec(query)?.[1] ?? []);
  return [...shown, ...chosen.map((expr) => ({ name: 'a variable', expr }))];
};

export const runbooks = () => readdirSync(join(root, 'docs/runbooks'));
export const runbookText = (name: string) => readFileSync(join(root, 'docs/runbooks', name), 'utf8');

const TABLES = /^(?:outbox_|pg_stat_|pg_terminate|max_connections)(?!(?:unpublished|oldest|dead_total))/;
/** Everything in the pages that is asked of the metrics: queries, and names of metrics by themselves. */
export const lookedAt = (): { name: string; expr: string }[] =>
  runbooks().flatMap((name) =>
    [...runbookText(name).matchAll(/`([^`]+)`/g)]
      .map(([, expr = '']) => ({ name, expr }))
      .filter(({ expr }) => /^(?:sum|max|rate|increase|histogram_quantile)\b.*\(|^[a-z]+(?:_[a-z0-9]+)+$/.test(expr))
      .filter(({ expr }) => !TABLES.test(expr)),
  );

/** What an exposition has: labels by metric; a histogram by each of its series. */
export const exposed = (text: string): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const [, name = '', kind] of text.matchAll(/^# TYPE (\w+) (\w+)$/gm))
    for (const series of kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name])
      found.set(series, new Set());
  for (const [, name = '', inside = ''] of text.matchAll(/^(\w+)\{(.*)\} /gm))
    for (const [, label = ''] of inside.matchAll(/(\w+)="/g)) found.get(name)?.add(label);
  return found;
};

/** What a query asks that is not there, as sentences. */
export const missing = (expr: string, has: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  askedBy(expr).flatMap(({ metric, labels }) => {
    const known = has.get(metric);
    if (!known) return [`no metric ${metric}`];
    return labels.filter((label) => !known.has(label)).map((label) => `${metric} has no label ${label}`);
  });

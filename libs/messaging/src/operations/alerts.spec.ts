import { describe, expect, it } from '@jest/globals';
import { alerts, askedBy, exposed, missing, panels, runbooks, runbookText } from './promql.fixture.js';

const pageOf = (name: string) => `${name.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase()}.md`;

describe('alerts and their pages', () => {
  it('are pairs', () => {
    expect(alerts().length).toBeGreaterThan(10);
    expect(alerts().map(({ runbook }) => runbook)).toEqual(alerts().map(({ name }) => `docs/runbooks/${pageOf(name)}`));
    expect(
      alerts()
        .map(({ name }) => pageOf(name))
        .sort(),
    ).toEqual(runbooks().sort());
  });

  it.each(alerts())('$name: the page has the query and says what it means, what to look at and what to do', ({ name, expr }) => {
    const text = runbookText(pageOf(name));
    expect(text).toContain(`# ${name}\n`);
    expect(text).toContain(expr);
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title)).toEqual([
      'What it means',
      'What to look at',
      'What to do',
    ]);
    for (const [, linked = ''] of text.matchAll(/\]\((\S+)\)/g)) expect(runbooks()).toContain(linked);
  });

  it.each([...alerts(), ...panels()])(
    '$name: what all instances of a service say of one database or group is not added up',
    ({ expr }) => {
      expect(expr).not.toMatch(/sum by \([^)]*\) \((?:consumer_lag|dead_letters|parked_keys|outbox_)/);
    },
  );

  it('are read from PromQL as it is written', () => {
    expect(askedBy('sum by (group, job) (rate(lag_total{topic=~"a.*"}[5m])) / on (group) up > 0.5')).toEqual([
      { metric: 'lag_total', labels: ['topic', 'group'] },
    ]);
  });

  it('would name a metric or a label that does not exist', () => {
    const has = exposed('# TYPE lag gauge\nlag{group="a"} 1\n# TYPE slow_seconds histogram\n');
    expect(missing('sum by (group) (lag) + sum(slow_seconds_count)', new Map(has))).toEqual([
      'slow_seconds_count has no label group',
    ]);
    expect(missing('lag{gruop="a"}', has)).toEqual(['lag has no label gruop']);
    expect(missing('lga', has)).toEqual(['no metric lga']);
  });
});

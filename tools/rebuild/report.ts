import type { Reads } from './probe.ts';

/** What a rebuild said, and what a reader beside it saw. */
export interface Outcome {
  readonly model: string;
  readonly said: string;
  readonly reads: Reads;
}

const found = (pattern: RegExp, said: string): string => pattern.exec(said)?.[1] ?? '-';

const verdictOf = ({ said }: Outcome): string => {
  if (/: differs,/.test(said)) return 'differs';
  return /: switched;/.test(said) ? 'same' : 'failed';
};

export const isGood = (outcome: Outcome): boolean => verdictOf(outcome) === 'same' && outcome.reads.failed === 0;

const head = ['model', 'rows', 'events', 'seconds', 'checksums', 'writers waited', 'reads', 'failed', 'longest read'];

const cells = (outcome: Outcome): string[] => {
  const { model, said, reads } = outcome;
  const [events, seconds] = [found(/: (\d+) events in/, said), found(/events in ([\d.]+) s/, said)];
  const waited = found(/writers waited (\d+ ms)/, said);
  const beside = [reads.done, reads.failed].map(String);
  return [
    model.replace('.', ' '),
    String(reads.rows),
    events,
    seconds,
    verdictOf(outcome),
    waited,
    ...beside,
    `${reads.longestMs} ms`,
  ];
};

const line = (columns: readonly string[]): string => `| ${columns.join(' | ')} |`;

/** A table in Markdown, as docs/rebuild.md shows it. */
export const tableOf = (outcomes: readonly Outcome[]): string =>
  [line(head), line(head.map(() => '---')), ...outcomes.map(cells).map(line)].join('\n');

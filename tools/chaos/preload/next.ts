import { appendFileSync } from 'node:fs';
import { around, built } from './seams.ts';

const TYPE = 'appraisal.completed.v1';
/** The fact that only the next release states, of the same aggregate. */
const NEW_TYPE = 'appraisal.remarked.v1';
const REMARK = 'said by the next release';

interface Row {
  type: string;
  key: string;
  sequence: number;
  correlationId: string;
  payload: Buffer;
}

interface Contracts {
  readonly appraisalCompleted: unknown;
  AppraisalCompleted: { prototype: object };
  Id(): PropertyDecorator;
  Optional(): PropertyDecorator;
  Text(options: { max: number }): PropertyDecorator;
  event(contract: object): unknown;
  fact(contract: unknown, data: object): unknown;
}

/** Counts in a file what the next release has read of the event that it has changed. */
const counting = (file: string) =>
  around(
    'handle',
    (original) =>
      async function (...args) {
        const { items } = args[2] as { items: { decoded: { meta?: { type: string }; data?: object } }[] };
        for (const { decoded } of items)
          if (decoded.meta?.type === TYPE) appendFileSync(file, 'remark' in (decoded.data ?? {}) ? 'new\n' : 'old\n');
        return original.apply(this, args) as Promise<void>;
      },
  );

/**
 * What a release may change: `appraisal.completed.v1` has one more optional field, which its producer fills in, and a new type stands
 * beside it. Contracts are changed before anything reads them, so both validators and the schema are those of the next release.
 */
export const becomeNext = async (file: string): Promise<void> => {
  const contracts = (await built('contracts/index')) as unknown as Contracts;
  const { appraisalCompleted, AppraisalCompleted, Id, Optional, Text, event, fact } = contracts;
  for (const decorate of [Optional(), Text({ max: 100 })]) decorate(AppraisalCompleted.prototype, 'remark');
  class AppraisalRemarked {}
  for (const [name, decorate] of [
    ['appraisalId', Id()],
    ['remark', Text({ max: 100 })],
  ] as const)
    decorate(AppraisalRemarked.prototype, name);
  const remarked = event({
    ...{ type: NEW_TYPE, topic: 'appraisal.events', key: 'appraisalId', payload: AppraisalRemarked },
    ...{ meaning: 'Something was remarked.', since: '0.2.0', example: { appraisalId: '', remark: REMARK } },
  });
  const { stamped } = (await built('messaging/outbox/stamp')) as { stamped(fact: unknown, stamp: object): Row };
  const { breachOf } = (await built('messaging/validate')) as { breachOf(contract: unknown, data: object): string | undefined };
  const renewed = (row: Row): Row[] => {
    if (row.type !== TYPE) return [row];
    const data = { ...(JSON.parse(row.payload.toString()) as object), remark: REMARK };
    const breach = breachOf(appraisalCompleted, data);
    if (breach) throw new Error(`${TYPE} of the next release breaks its contract: ${breach}`);
    const { key, correlationId, sequence } = row;
    const stamp = { key, sequence: sequence + 1, service: 'appraisal', context: { correlationId } };
    const more = stamped(fact(remarked, { appraisalId: key, remark: REMARK }), stamp);
    return [{ ...row, payload: Buffer.from(JSON.stringify(data)) }, more];
  };
  await around(
    'append',
    (original) =>
      function (manager, rows, ...stored) {
        return original.call(this, manager, (rows as Row[]).flatMap(renewed), ...stored) as Promise<void>;
      },
  );
  await counting(file);
};

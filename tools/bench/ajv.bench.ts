import { appraisalCompleted, type EventContract } from '@siger/contracts';
import type { OwnServers } from '../stack/test-servers.ts';
import { writeBacklog } from './topic-backlog.ts';
import { consume } from './consumption.ts';
import { median, spread, type Figure } from './goal.ts';
import { messagingParts, useServers } from './internals.ts';

const EVENTS = 60_000;
const AGGREGATES = 5_000;
const ROUNDS = 5;

/** The consumer that judges every event by its contract against the same one that takes everything for valid. */
export const benchValidation = async (servers: OwnServers, progress: (what: string) => void): Promise<Figure[]> => {
  useServers(servers);
  const { breachOf, validators } = await messagingParts();
  const backlog = await writeBacklog(servers.brokers, EVENTS, AGGREGATES);
  const { type } = appraisalCompleted;
  breachOf(appraisalCompleted as unknown as EventContract, {});
  const own = validators.get(type);
  if (!own) throw new Error('Nothing was compiled that could be left out.');
  const rate = async (validator: typeof own) => {
    validators.set(type, validator);
    return EVENTS / (await consume(backlog, 'together')).seconds;
  };
  const rates: { judged: number; trusted: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    progress(round === 0 ? 'contract validation, warming up' : `contract validation, round ${round} of ${ROUNDS}`);
    const measured = { judged: await rate(own), trusted: await rate(() => true) };
    if (round > 0) rates.push(measured);
  }
  validators.set(type, own);
  const ratios = rates.map(({ judged, trusted }) => judged / trusted);
  const judged = rates.map((rates) => rates.judged);
  return [
    {
      name: 'consumer with contract validation : without',
      value: median(ratios),
      unit: '',
      atLeast: 0.9,
      detail: spread(ratios),
    },
    { name: 'batch handler with inbox and validation', value: median(judged), unit: 'ev/s', detail: spread(judged) },
  ];
};

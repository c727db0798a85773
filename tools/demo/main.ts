/**
 * Loads the demo province through the services' public commands: deterministic from its seed, repeatable, dates relative to today.
 *   npm run demo                              about 1,200 employees
 *   npm run demo -- --employees 100000        a large province
 *   npm run demo -- --seed other
 */
import { parseArgs } from 'node:util';
import { dayOf } from '@siger/calendar';
import { ports } from '@siger/contracts';
import { minter } from '../stack/mint.ts';
import { oneDay } from '../stack/one-day.ts';
import { placeOf } from '../stack/place.ts';
import { Api } from './api.ts';
import { loadPeople, untilKnown } from './people.load.ts';
import { loadPlans } from './plans.load.ts';
import { ProvinceBuilder } from './province.ts';
import { regionsOfLampung } from './regions.ts';
import { loadTraining } from './training.load.ts';
import { loadVoice } from './voice.load.ts';
import { loadActivities, loadHistory } from './work.load.ts';

const { values } = parseArgs({
  options: { employees: { type: 'string', default: '1200' }, seed: { type: 'string', default: 'lampung' } },
});
const size = Number(values.employees);
if (!Number.isInteger(size) || size < 100 || size > 1_000_000) {
  console.error(`--employees is ${JSON.stringify(values.employees)}; it is a whole number from 100 to 1000000.`);
  process.exit(2);
}

const started = Date.now();
const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
  const begun = Date.now();
  const done = await work();
  console.log(`  ${what.padEnd(46)} ${((Date.now() - begun) / 1000).toFixed(1)} s`);
  return done;
};

const place = placeOf(process.env);
const issuer = process.env['OIDC_ISSUER'] ?? `http://localhost:${ports.gateway + place.offset}`;
const api = new Api(minter({ dataFolder: place.data, issuer }), place.offset);
const seed = values.seed;
const today = dayOf(new Date());
const year = Number(today.slice(0, 4));

const province = new ProvinceBuilder(size, await regionsOfLampung(), seed).build();
await step(`${province.units.length} units, ${province.members.length} employees`, () => loadPeople(api, province));
await step('every service knows them', () => untilKnown(api, province.members));
const planned = await step(`plans of ${year}`, () => loadPlans(api, province, year, seed));
const earlier = await step(`plans of ${year - 1}`, () => loadPlans(api, province, year - 1, seed));
await step('public services, answers, indices', () => loadVoice(api, province, year, seed));
await step('courses, assessments, enrolments', async () => loadTraining(api, province, await oneDay(), seed));
await step('activities', () => loadActivities(api, planned, today, seed));
await step('appraisals of last year', () => loadHistory(api, earlier, year - 1, seed));
console.log(`demo province loaded in ${((Date.now() - started) / 1000).toFixed(0)} s`);

import { skmElements, type IndexView } from '@siger/contracts';
import type { Tokens } from './actors.ts';
import type { Gateway } from './gateway.ts';
import type { Setting } from './plan.steps.ts';

/** Thirty citizens without an account; all are content with the people and wait too long. */
export const answerSurvey = async (gateway: Gateway, { service }: Setting): Promise<number> => {
  const citizens = Array.from({ length: 30 }, (_, n) => n);
  await Promise.all(
    citizens.map((n) => {
      const answers = Object.fromEntries(
        skmElements.map((element) => [element, element === 'WAKTU' ? 1 + (n % 2) : 3 + (n % 2)]),
      );
      return gateway.post(`/v1/public-services/${service.id}/responses`, undefined, {
        answers,
        sex: n % 2 ? 'L' : 'P',
        age: '30_39',
      });
    }),
  );
  return citizens.length;
};

export const publishIndex = (gateway: Gateway, tokens: Tokens, { service, cycle, today }: Setting): Promise<IndexView> =>
  gateway.post<IndexView>(`/v1/public-services/${service.id}/index`, tokens.officer, { from: cycle.from, until: today });

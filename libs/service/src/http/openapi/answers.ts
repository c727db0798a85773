import { applyDecorators, SetMetadata } from '@nestjs/common';
import type { Shape } from '@siger/contracts';

export const ANSWERS = 'siger:answers';
export interface Answer {
  readonly view: Shape;
  readonly page: boolean;
  readonly status: number | undefined;
}

/** The shape of the answer of a route, for its documentation; `page`: a list of it. */
export const Answers = (view: Shape, { page = false, status }: { page?: boolean; status?: number } = {}) =>
  applyDecorators(SetMetadata(ANSWERS, { view, page, status } satisfies Answer));

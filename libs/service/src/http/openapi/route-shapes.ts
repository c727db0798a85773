import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { Shape } from '@siger/contracts';
import type { Route } from '../../auth/routes.js';
import { ANSWERS, type Answer } from './answers.js';
import { traitsOf, type Trait } from './documented.js';

export interface RouteShapes {
  readonly body: Shape | undefined;
  readonly query: Shape | undefined;
  readonly answer: Answer | undefined;
  readonly traits: readonly Trait[];
}

const PLAIN: readonly unknown[] = [String, Number, Boolean, Array, Object];

/** The shapes that a route reads and answers, from what its decorators and its types say. */
export const shapesOf = ({ controller, name, handler }: Route): RouteShapes => {
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as unknown[];
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const shapeOf = (kind: RouteParamtypes): Shape | undefined => {
    const found = Object.entries(parameters).find(([key, { data }]) => key.startsWith(`${String(kind)}:`) && data === undefined);
    const type = found && types[found[1].index];
    return typeof type === 'function' && !PLAIN.includes(type) ? (type as Shape) : undefined;
  };
  return {
    body: shapeOf(RouteParamtypes.BODY),
    query: shapeOf(RouteParamtypes.QUERY),
    answer: Reflect.getMetadata(ANSWERS, handler) as Answer | undefined,
    traits: traitsOf(handler),
  };
};

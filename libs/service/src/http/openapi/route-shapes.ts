import { ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import type { Shape } from '@siger/contracts';
import type { Route } from '../../auth/routes.js';
import { ANSWERS, type Answer } from './answers.js';
import { traitsOf, type Trait } from './documented.js';

export interface RouteShapes {
  readonly body: Shape | undefined;
  readonly query: Shape | undefined;
  /** Names of single parameters of the query. */
  readonly parameters: readonly string[];
  readonly answer: Answer | undefined;
  readonly traits: readonly Trait[];
}

const PLAIN: readonly unknown[] = [String, Number, Boolean, Array, Object];

/** The shapes that a route reads and answers, from what its decorators and its types say. */
export const shapesOf = ({ controller, name, handler }: Pick<Route, 'controller' | 'name' | 'handler'>): RouteShapes => {
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, name) ?? []) as unknown[];
  const args = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { index: number; data?: unknown }
  >;
  const argsOf = (kind: RouteParamtypes) =>
    Object.entries(args).flatMap(([key, arg]) => (key.startsWith(`${String(kind)}:`) ? [arg] : []));
  const shapeOf = (kind: RouteParamtypes): Shape | undefined => {
    const found = argsOf(kind).find(({ data }) => data === undefined);
    const type = found && types[found.index];
    return typeof type === 'function' && !PLAIN.includes(type) ? (type as Shape) : undefined;
  };
  return {
    body: shapeOf(RouteParamtypes.BODY),
    query: shapeOf(RouteParamtypes.QUERY),
    parameters: argsOf(RouteParamtypes.QUERY).flatMap(({ data }) => (typeof data === 'string' ? [data] : [])),
    answer: Reflect.getMetadata(ANSWERS, handler) as Answer | undefined,
    traits: traitsOf(handler),
  };
};

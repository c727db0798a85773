import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** What a parameter of a handler says of its route to whoever documents it. */
export type Trait = 'paged' | 'if-match';
const TRAITS = 'siger:traits';

export const traitsOf = (handler: object): readonly Trait[] =>
  (Reflect.getMetadata(TRAITS, handler) as Trait[] | undefined) ?? [];

/** A parameter decorator that also leaves its trait at the route. */
export const documented = <T>(trait: Trait, read: (execution: ExecutionContext) => T) => {
  const decorator = createParamDecorator((_: unknown, execution: ExecutionContext) => read(execution));
  return (): ParameterDecorator => (target, key, index) => {
    const handler = key === undefined ? undefined : (Object.getOwnPropertyDescriptor(target, key)?.value as object | undefined);
    if (handler) Reflect.defineMetadata(TRAITS, [...traitsOf(handler), trait], handler);
    decorator()(target, key, index);
  };
};

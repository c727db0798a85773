import { Controller, type Type } from '@nestjs/common';
import { appraisalCompleted, type AppraisalCompleted } from '@siger/contracts';
import { OnEvent, OnEventBatch, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';

type Decorate = (target: object, method: string, descriptor: PropertyDescriptor) => void;

/** A class as its decorators would make it a controller: these tools run without a compiler. */
export const controller = (cls: Type, method: string, decorate: Decorate): Type => {
  const descriptor = Object.getOwnPropertyDescriptor(cls.prototype, method);
  if (!descriptor) throw new Error(`${cls.name} has no ${method}`);
  decorate(cls.prototype as object, method, descriptor);
  Controller()(cls);
  return cls;
};

/** Keys whose events a handler refuses, again and again, for a reason that it does not know itself. */
export const refused = new Set<string>();
const accept = ({ meta }: EventContext) => {
  if (refused.has(meta.key)) throw new Error('refused');
};

/** One row an event, one event a call. */
class Each {
  async completed(_data: AppraisalCompleted, event: EventContext) {
    accept(event);
    const { key, sequence } = event.meta;
    await transaction().query(`INSERT INTO effect (consumer, key, sequence) VALUES ('each', $1, $2)`, [key, sequence]);
  }
}

/** One row an event, one statement for as many events as come together. */
class Together {
  async completed(_data: AppraisalCompleted[], events: EventContext[]) {
    events.forEach(accept);
    await transaction().query(
      `INSERT INTO effect (consumer, key, sequence) SELECT 'together', u.k, u.s FROM unnest($1::text[], $2::bigint[]) u(k, s)`,
      [events.map(({ meta }) => meta.key), events.map(({ meta }) => meta.sequence)],
    );
  }
}

export type Style = 'each' | 'together';
export const consumerOf = (style: Style) => `training.bench-${style}`;
/** Handlers of one event that differ only in how many they take at once. */
export const consumers: Readonly<Record<Style, Type>> = {
  each: controller(Each, 'completed', OnEvent(appraisalCompleted, { consumer: consumerOf('each') })),
  together: controller(Together, 'completed', OnEventBatch(appraisalCompleted, { consumer: consumerOf('together'), max: 500 })),
};

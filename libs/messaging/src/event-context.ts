/** What the wire said of one event; a handler gets it beside the data. */
export interface EventMeta {
  /** UUID v7 of the event; two deliveries of one event carry the same. */
  readonly id: string;
  readonly type: string;
  /** `/siger/<owning service>` */
  readonly source: string;
  readonly time: Date;
  /** Id of the aggregate. */
  readonly key: string;
  /** Counts the events of the aggregate: 1, 2, 3 ... */
  readonly sequence: number;
  readonly correlationId: string;
  readonly causationId?: string | undefined;
  readonly traceparent?: string | undefined;
  /** Without the prefix of the environment. */
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
}

export interface EventContext {
  readonly meta: EventMeta;
}

import type { Entry } from '../load/ledger.ts';

/** One record of a topic. */
export interface Said {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly id: string;
  readonly type: string;
  readonly sequence: number;
  readonly correlationId: string;
  /** Headers and value, as one hash: a repeated record has the same. */
  readonly content: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Noted {
  readonly id: string;
  readonly topic: string;
}

export interface Kept {
  /** Rows of the outbox, and how many of them the relay has not carried yet. */
  readonly outbox: readonly Noted[];
  readonly unpublished: number;
  readonly buried: number;
  /** Parked or dead, by the id of the event or its place. */
  readonly parked: readonly string[];
  /** Unit to `<version> <name>`: of the directory, in employees of the rows themselves; null where a service keeps none. */
  readonly units: ReadonlyMap<string, string> | null;
  /** Person to what is known of him or her, with placements and raters, as `personText` puts it; null as above. */
  readonly people: ReadonlyMap<string, string> | null;
  readonly brokenAudit: string | null;
  /** `<action> <id of the request>` of each entry that has to have told something. */
  readonly audited: ReadonlySet<string>;
}

/** How well a process is. */
export interface Condition {
  readonly name: string;
  readonly ready: boolean;
  readonly megabytes: number;
}

/** Everything that the invariants are judged by; read after the heal, from the databases, the topics and the ledger. */
export interface Evidence {
  readonly ledger: readonly Entry[];
  /** Ids of appraisals that are committed. */
  readonly appraisals: ReadonlySet<string>;
  /** Recommendation sets by appraisal. */
  readonly sets: ReadonlySet<string>;
  /** Recommendations by appraisal: `course` of each, doubled where the effect was. */
  readonly recommendations: ReadonlyMap<string, readonly string[]>;
  readonly services: ReadonlyMap<string, Kept>;
  readonly topics: readonly Said[];
  /** `<figure> <unit>` to its value. */
  readonly figures: ReadonlyMap<string, number>;
  /** Employee to the competency profile that employees keeps, as text. */
  readonly profiles: ReadonlyMap<string, string>;
  readonly counted: ReadonlySet<string>;
  readonly stories: ReadonlySet<string>;
  /** Group, topic and partition to the records that are still to be read. */
  readonly lag: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, string>;
  readonly conditions: readonly Condition[];
  /** Seconds until everything was at rest; null when it never was. */
  readonly quietAfter: number | null;
  /** Ids of events that the harness itself put on the topics, and of those that have to be taken like any other, or given up. */
  readonly foreign: ReadonlySet<string>;
  readonly sound: ReadonlySet<string>;
  readonly poison: ReadonlySet<string>;
}

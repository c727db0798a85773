export interface Verdict {
  readonly name: string;
  readonly up: boolean;
  readonly detail?: string | undefined;
}

/** What one part of a service says of its own health. */
export interface HealthCheck {
  /** Whether it can serve now; red while something that it needs is away. */
  ready(): Promise<Verdict>;
  /** Whether it can recover without a restart; red only if it cannot. */
  live?(): Promise<Verdict>;
}

const checks = new Set<HealthCheck>();

/** At module init; answers the function that takes it back. */
export const registerHealthCheck = (check: HealthCheck) => {
  checks.add(check);
  return () => void checks.delete(check);
};
export const healthChecks = (): readonly HealthCheck[] => [...checks];

const BURST = 5;
const EVERY_MS = 10_000;

/** How many failing keys a partition may leave behind without slowing down: some at once, then one now and then. */
export class Allowance {
  private readonly left = new Map<string, { count: number; at: number }>();

  /** Whether one more is within what is usual. */
  take(partition: string, now = performance.now()): boolean {
    const { count, at } = this.left.get(partition) ?? { count: BURST, at: now };
    const refilled = Math.min(BURST, count + (now - at) / EVERY_MS);
    const isGranted = refilled >= 1;
    this.left.set(partition, { count: isGranted ? refilled - 1 : refilled, at: now });
    return isGranted;
  }
}

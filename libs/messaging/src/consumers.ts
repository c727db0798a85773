import { Injectable } from '@nestjs/common';

/** The consumers that this process has handlers of, by name. */
@Injectable()
export class Consumers {
  private readonly names = new Set<string>();

  add(name: string) {
    this.names.add(name);
  }

  has(name: string) {
    return this.names.has(name);
  }

  all(): readonly string[] {
    return [...this.names].sort();
  }
}

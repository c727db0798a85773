import { Injectable } from '@nestjs/common';
import { DomainError, type Actor } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { clock } from '@siger/service';
import { may, rolesFor, type Action } from './policy.js';

/** Answers 404 for what lies outside of the actor's units: another unit's services are not revealed as forbidden. */
@Injectable()
export class Access {
  constructor(private readonly directory: Directory) {}

  async demand(actor: Actor, action: Action, unitId: string) {
    const scope = await this.directory.scopeOf(actor, clock.today(), rolesFor(actor, action));
    if (!may(actor, action, unitId, scope)) throw new DomainError('not-found');
  }
}

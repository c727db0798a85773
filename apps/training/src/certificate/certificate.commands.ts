import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Changes } from '@siger/messaging';
import { clock } from '@siger/service';
import { codeFrom, issue, type Certificate } from './certificate.js';
import { certificates } from './certificate.entity.js';

type Earned = Omit<Certificate, 'version' | 'code' | 'issuedOn' | 'revokedOn'>;

@Injectable()
export class CertificateCommands {
  constructor(private readonly changes: Changes) {}

  issue(earned: Earned): Promise<Certificate> {
    return this.changes.create(certificates, issue({ ...earned, code: codeFrom(randomBytes(16)), issuedOn: clock.today() }));
  }
}

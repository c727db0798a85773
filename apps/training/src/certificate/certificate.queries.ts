import { Injectable } from '@nestjs/common';
import { DomainError, type CertificateView } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Access } from '../access/access.queries.js';
import { CertificateEntity } from './certificate.entity.js';
import { maskName } from './certificate.js';

@Injectable()
export class CertificateQueries {
  constructor(
    private readonly access: Access,
    private readonly directory: Directory,
  ) {}

  /** Typed from paper: case and surrounding blanks do not matter. */
  async verify(typed: string): Promise<CertificateView> {
    const certificate = await this.access.manager.findOneBy(CertificateEntity, { code: typed.trim().toUpperCase() });
    if (!certificate) throw new DomainError('not-found');
    const { code, employeeId, course, organiser, kind, hours, startsOn, endsOn, issuedOn, revokedOn } = certificate;
    const holder = maskName((await this.directory.person(employeeId))?.name ?? null);
    return { code, valid: revokedOn === null, holder, course, organiser, kind, hours, startsOn, endsOn, issuedOn };
  }
}

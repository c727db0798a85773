import { Controller, Get, Param } from '@nestjs/common';
import { CertificateView } from '@siger/contracts';
import { Answers, Public } from '@siger/service';
import { CertificateQueries } from './certificate.queries.js';

@Controller('v1/certificates')
export class CertificateController {
  constructor(private readonly queries: CertificateQueries) {}

  @Get(':code')
  @Public()
  @Answers(CertificateView)
  verify(@Param('code') code: string): Promise<CertificateView> {
    return this.queries.verify(code);
  }
}

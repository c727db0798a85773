import { Module } from '@nestjs/common';
import { CertificateCommands } from './certificate.commands.js';
import { CertificateController } from './certificate.controller.js';
import { CertificateQueries } from './certificate.queries.js';

@Module({
  controllers: [CertificateController],
  providers: [CertificateCommands, CertificateQueries],
  exports: [CertificateCommands],
})
export class CertificateModule {}

import { Global, Module } from '@nestjs/common';
import { Access } from './access.queries.js';

@Global()
@Module({ providers: [Access], exports: [Access] })
export class AccessModule {}

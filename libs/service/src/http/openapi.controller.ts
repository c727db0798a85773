import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/access.js';
import { Always } from './change.interceptor.js';
import { OpenApi } from './openapi.js';

@Public()
@Always()
@ApiExcludeController()
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get()
  document() {
    return this.openApi.document();
  }
}

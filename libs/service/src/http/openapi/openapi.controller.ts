import { Controller, Get } from '@nestjs/common';
import { Public } from '../../auth/access.js';
import { Always } from '../change/change.interceptor.js';
import { OpenApi } from './openapi.js';

@Public()
@Always()
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get()
  document() {
    return this.openApi.document();
  }
}

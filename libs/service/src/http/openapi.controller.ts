import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../auth/access.js';
import { OpenApi } from './openapi.js';

@Public()
@ApiExcludeController()
@Controller('openapi.json')
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @Get()
  document() {
    return this.openApi.document();
  }
}

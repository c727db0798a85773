import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { logger, metrics } from '@siger/service/edge';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../tokens.js';

/** For Prometheus, on a port of its own that is never published: whoever comes to the public one finds no figures there. */
@Injectable()
export class MetricsServer implements OnModuleDestroy {
  private server: Server | null = null;

  constructor(@Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  /** Answers the port; null where none is wanted. */
  async open(): Promise<number | null> {
    const { metricsPort, metricsHost } = this.config;
    if (metricsPort === null) return null;
    const server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(metricsPort, metricsHost, resolve);
    });
    server
      .removeAllListeners('error')
      .on('error', (error) => logger('metrics').error({ err: error }, 'The port of the figures failed.'));
    this.server = server;
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? null) : null;
  }

  async onModuleDestroy(): Promise<void> {
    const { server } = this;
    this.server = null;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }
}

const answer = async ({ method, url }: IncomingMessage, response: ServerResponse) => {
  if (method !== 'GET' || url !== '/metrics') return void response.writeHead(404).end();
  try {
    const text = await metrics.metrics();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  } catch (error) {
    logger('metrics').error({ err: error }, 'The figures could not be told.');
    response.writeHead(500).end();
  }
};

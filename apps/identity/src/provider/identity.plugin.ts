import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Identity } from './identity.js';

const PATHS = [
  '/oidc/*',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-authorization-server',
  '/.well-known/jwks.json',
];

/** oidc-provider reads bodies itself: in this scope Fastify parses none and gives the raw exchange away. */
export const identityRoutes = (identity: Identity) => async (server: FastifyInstance) => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const handle = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.hijack();
    await identity.handle(request.raw, reply.raw, request.ip).catch((error: unknown) => {
      request.log.error(error);
      if (!reply.raw.headersSent) reply.raw.writeHead(500).end();
    });
  };
  for (const url of PATHS) server.route({ method: ['GET', 'HEAD', 'POST', 'OPTIONS'], url, handler: handle });
};

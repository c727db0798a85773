import type { Language } from '@siger/service/edge';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The files of Swagger UI, served from our own origin below `/docs/static/`. */
export const swaggerFolder = join(dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui')), 'static');

/** `issuer`: where signing in sends the browser's requests, if it is not this origin. */
export const swaggerHeaders = (issuer: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' ${issuer}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-cache',
  vary: 'accept-language',
});

/** Where the issuer sends the browser back to: one script of ours tells the page that waits for it, and nothing else happens. */
export const redirectPage = 'oauth2-redirect.html';
export const redirectPolicy =
  "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const titles = { id: 'Dokumentasi API Siger', en: 'Siger API documentation' };

export const swaggerPage = (language: Language) => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${titles[language]}</title>
<link rel="stylesheet" href="/docs/static/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/docs/static/swagger-ui-bundle.js"></script>
<script src="/docs/initializer.js"></script></body></html>`;

/** Signing in from the page: authorization code + PKCE as the public client, or a pasted token. */
export const initializer = `window.onload = () => {
  const ui = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#swagger-ui',
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    persistAuthorization: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    presets: [SwaggerUIBundle.presets.apis],
    oauth2RedirectUrl: location.origin + '/docs/static/${redirectPage}',
  });
  ui.initOAuth({ clientId: 'siger-web', scopes: 'openid', usePkceWithAuthorizationCodeGrant: true });
};
`;

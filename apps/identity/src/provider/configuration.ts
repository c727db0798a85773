import { demoClients, machineScopes, ports } from '@siger/contracts';
import { languageOf } from '@siger/service/edge';
import type { IssuedToken, ProviderClient, ProviderContext } from 'oidc-provider';
import { accountOf } from '../account/accounts.js';
import { TOKEN_LIFETIME, type IdentityConfig } from '../config.js';
import { currentKey, jwksOf, type KeyRing } from '../key/key-ring.js';
import { pageHeaders } from '../page/page.js';
import { errorPage, signedOutPage, signOutPage } from '../page/pages.js';
import type { Store } from './store.js';

/** The one protected resource: every access token is a JWT for it, whatever the client asks. */
export const RESOURCE = 'urn:siger:api';
const HOUR = 3600;

const grants = ['authorization_code', 'refresh_token'];

/** Where a browser may be sent back to: the gateway's own pages and the web application, on this machine. */
const redirectsOf = ({ issuer, offset }: IdentityConfig) => {
  const gateways = [issuer, ...['localhost', '127.0.0.1'].map((host) => `http://${host}:${ports.gateway + offset}`)];
  const webs = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${ports.web + offset}`);
  const origins = [...new Set([...gateways, ...webs])];
  return {
    signIn: origins.flatMap((origin) => [`${origin}/docs/static/oauth2-redirect.html`, `${origin}/app/callback`]),
    signOut: origins.map((origin) => `${origin}/`),
  };
};

const clientsOf = (config: IdentityConfig) => {
  const redirects = redirectsOf(config);
  return [
    {
      client_id: 'siger-web',
      client_name: 'Siger',
      token_endpoint_auth_method: 'none',
      grant_types: grants,
      response_types: ['code'],
      redirect_uris: redirects.signIn,
      post_logout_redirect_uris: redirects.signOut,
      scope: 'openid profile email offline_access',
    },
    ...demoClients.map(({ clientId, secret, label, scopes }) => ({
      client_id: clientId,
      client_secret: secret,
      client_name: label.en,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: scopes.join(' '),
    })),
  ];
};

const claimsOf = (subject: string) => {
  const account = accountOf(subject);
  if (!account) return undefined;
  const { id, roles, employeeId, label, email } = account;
  return { sub: id, roles, ...(employeeId ? { employee_id: employeeId } : {}), name: label.id, email };
};

const findAccount = (_: ProviderContext, subject: string) => {
  const claims = claimsOf(subject);
  return claims && { accountId: subject, claims: () => claims };
};

const tokenClaims = (_: ProviderContext, token: IssuedToken) => {
  if (token.kind === 'ClientCredentials') return { roles: ['client'] };
  const account = token.accountId ? accountOf(token.accountId) : undefined;
  return account && { roles: account.roles, ...(account.employeeId ? { employee_id: account.employeeId } : {}) };
};

/** Also the place where a machine that names no scope is given all of its own, as RFC 6749 3.3 allows. */
const defaultResource = (context: ProviderContext, client?: ProviderClient) => {
  const { params } = context.oidc;
  if (params['grant_type'] === 'client_credentials') params['scope'] ??= client?.scope;
  return RESOURCE;
};

/** People do not consent to their own employer's application: a grant is made silently at the first sign-in. */
const loadExistingGrant = async ({ oidc }: ProviderContext) => {
  const { client, account, provider } = oidc;
  if (!client || !account) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile email offline_access');
  grant.addResourceScope(RESOURCE, '');
  await grant.save();
  return grant;
};

const readerOf = (context: ProviderContext) =>
  languageOf(context.oidc.params?.['ui_locales']?.replaceAll(' ', ',') ?? context.get('accept-language'));
const show = (context: ProviderContext, html: string) => {
  for (const [name, value] of Object.entries(pageHeaders)) context.set(name, value);
  context.body = html;
};

const features = (config: IdentityConfig, ring: KeyRing) => ({
  devInteractions: { enabled: false },
  userinfo: { enabled: false },
  clientCredentials: { enabled: true },
  revocation: {
    enabled: true,
    allowedPolicy: (_: ProviderContext, client: ProviderClient, token: IssuedToken) => token.clientId === client.clientId,
  },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (context: ProviderContext, form: string) => show(context, signOutPage(readerOf(context), form)),
    postLogoutSuccessSource: (context: ProviderContext) => show(context, signedOutPage(readerOf(context))),
  },
  resourceIndicators: {
    enabled: true,
    defaultResource,
    useGrantedResource: () => true,
    getResourceServerInfo: () => ({
      scope: machineScopes.join(' '),
      audience: config.audience,
      accessTokenFormat: 'jwt',
      accessTokenTTL: TOKEN_LIFETIME,
      jwt: { sign: { alg: 'ES256', kid: currentKey(ring).jwk.kid } },
    }),
  },
});

/** The configuration of oidc-provider for one state of the key ring. */
export const configurationOf = (config: IdentityConfig, ring: KeyRing, store: Store) => ({
  adapter: store.adapter,
  jwks: jwksOf(ring),
  cookies: { keys: ring.cookieKeys },
  clients: clientsOf(config),
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  clientBasedCORS: (_: ProviderContext, origin: string, client: ProviderClient) =>
    (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
  scopes: ['openid', 'profile', 'email', 'offline_access', ...machineScopes],
  claims: { openid: ['sub', 'roles', 'employee_id'], profile: ['name'], email: ['email'] },
  conformIdTokenClaims: false,
  features: features(config, ring),
  findAccount,
  extraTokenClaims: tokenClaims,
  loadExistingGrant,
  issueRefreshToken: (_: ProviderContext, client: ProviderClient) => client.grantTypeAllowed('refresh_token'),
  interactions: { url: (_: ProviderContext, { uid }: { uid: string }) => `/oidc/interaction/${uid}` },
  pkce: { required: () => true },
  responseTypes: ['code'],
  renderError: (context: ProviderContext, { error, error_description }: { error: string; error_description?: string }) =>
    show(context, errorPage(readerOf(context), error, error_description ?? error)),
  routes: {
    authorization: '/oidc/auth',
    token: '/oidc/token',
    jwks: '/oidc/jwks',
    revocation: '/oidc/token/revocation',
    end_session: '/oidc/session/end',
  },
  ttl: {
    AccessToken: TOKEN_LIFETIME,
    AuthorizationCode: 60,
    ClientCredentials: TOKEN_LIFETIME,
    IdToken: HOUR,
    Interaction: 600,
    RefreshToken: 8 * HOUR,
    Session: 8 * HOUR,
    Grant: 9 * HOUR,
  },
});

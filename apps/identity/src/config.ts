import { ConfigError, readConfig, type Environment } from '@siger/service/edge';
import { join, resolve } from 'node:path';

export interface IdentityConfig {
  readonly host: string;
  readonly port: number;
  /** The gateway's public URL: what browsers and tokens call the issuer. */
  readonly issuer: string;
  readonly audience: string;
  readonly dataFolder: string;
  readonly keyFile: string;
  readonly keyRotationDays: number;
  readonly logLevel: string;
  readonly shutdownGraceMs: number;
  /** Ports of this installation are the usual ones plus this. */
  readonly offset: number;
}

/** Seconds that an access token is valid. */
export const TOKEN_LIFETIME = 3600;

/** Throws a {@link ConfigError} that names everything that is wrong; in production always. */
export const configOf = (env: Environment): IdentityConfig => {
  if (env['NODE_ENV'] === 'production')
    throw new ConfigError([
      'NODE_ENV is production, where the demo accounts of identity cannot exist; set OIDC_ISSUER of every service to your own identity provider and leave identity out',
    ]);
  const { host, port, oidcIssuer, oidcAudience, logLevel, shutdownGraceMs } = readConfig('identity', env, { database: false });
  const days = Number(env['IDENTITY_KEY_ROTATION_DAYS'] ?? 30);
  if (!(days >= 1)) throw new ConfigError(['IDENTITY_KEY_ROTATION_DAYS is not a number of days from 1, for example 30']);
  const dataFolder = resolve(env['SIGER_DATA'] ?? '.siger', 'identity');
  return {
    host,
    port,
    issuer: oidcIssuer,
    audience: oidcAudience,
    dataFolder,
    keyFile: join(dataFolder, 'keys.json'),
    keyRotationDays: days,
    logLevel,
    shutdownGraceMs,
    offset: Number(env['SIGER_PORT_OFFSET'] ?? 0),
  };
};

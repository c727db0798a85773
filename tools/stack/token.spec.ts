import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts } from '@siger/contracts';
import { exportJWK, generateKeyPair, importJWK, jwtVerify, type JWK } from 'jose';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minter } from './mint.ts';
import { main, tokenFor } from './token.ts';

const issuer = 'http://localhost:8080';
let dataFolder: string;
let publicJwk: JWK;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mint-'));
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  publicJwk = await exportJWK(publicKey);
  const current = { state: 'current', since: new Date().toISOString(), jwk: { ...(await exportJWK(privateKey)), kid: 'k' } };
  mkdirSync(join(dataFolder, 'identity'));
  writeFileSync(join(dataFolder, 'identity', 'keys.json'), JSON.stringify({ keys: [current] }));
});
afterAll(() => rmSync(dataFolder, { recursive: true }));

describe('the token command', () => {
  it('lists who there is when the name is unknown or missing', async () => {
    for (const name of ['nobody', ''])
      await expect(tokenFor(name)).rejects.toThrow(new RegExp(`${demoAccounts[0]?.email ?? '-'}[\\s\\S]*demo-agency`));
    const printed: unknown[] = [];
    const { error } = console;
    console.error = (line: unknown) => printed.push(line);
    const status = await main(['nobody']);
    console.error = error;
    expect(status).toBe(1);
    expect(String(printed[0])).toContain('There is no account nobody');
  });
  it('says that the platform is not running', async () => {
    for (const name of ['pegawai@lampung.demo', 'demo-agency'])
      await expect(tokenFor(name, 'http://127.0.0.1:59999')).rejects.toThrow(/not running.*npm start/);
  });
});

describe('a minted token', () => {
  it('is what identity would sign for that employee', async () => {
    const mint = minter({ dataFolder, issuer });
    const token = await mint({ sub: 's', roles: ['employee'], employeeId: 'e', scopes: ['a', 'b'] });
    const options = { issuer, audience: 'siger', typ: 'at+jwt', algorithms: ['ES256'] };
    const { payload, protectedHeader } = await jwtVerify(token, await importJWK(publicJwk, 'ES256'), options);
    expect(payload).toMatchObject({ sub: 's', roles: ['employee'], employee_id: 'e', scope: 'a b' });
    expect(protectedHeader.kid).toBe('k');
  });
  it('cannot be had without the key file, nor in production', () => {
    expect(() => minter({ dataFolder: join(dataFolder, 'none'), issuer })).toThrow(/start the platform first/);
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    expect(() => minter({ dataFolder, issuer })).toThrow(/development machines only/);
    process.env['NODE_ENV'] = before;
  });
});

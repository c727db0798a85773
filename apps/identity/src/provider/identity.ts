import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { Attempts } from '../account/attempts.js';
import { TOKEN_LIFETIME, type IdentityConfig } from '../config.js';
import { KeyFile } from '../key/key-file.js';
import type { KeyRing } from '../key/key-ring.js';
import { configurationOf } from './configuration.js';
import { SignInPages } from './sign-in.js';
import { Store } from './store.js';

const LOOK_EVERY = 5000;

/** The identity provider: oidc-provider for the present keys, exchanged as a whole when they rotate; what it remembers stays. */
export class Identity {
  readonly #keys: KeyFile;
  readonly #pages = new SignInPages(new Attempts());
  readonly #timer: NodeJS.Timeout;
  #provider: Provider;
  #answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;

  constructor(
    private readonly config: IdentityConfig,
    private readonly store: Store,
    private readonly failed: (error: unknown) => void,
  ) {
    this.#keys = new KeyFile(config.keyFile, TOKEN_LIFETIME);
    this.#provider = this.#providerFor(this.#keys.read());
    this.#answer = this.#provider.callback();
    this.#timer = setInterval(() => this.lookAtKeys(), LOOK_EVERY).unref();
  }

  /** Takes new keys into use: rotated by time or by the command. */
  lookAtKeys(): void {
    try {
      const ring = this.#keys.refreshed(this.config.keyRotationDays);
      if (ring) this.#use(ring);
    } catch (error) {
      this.failed(error);
    }
  }

  async handle(request: IncomingMessage, response: ServerResponse, address: string): Promise<void> {
    // Links and cookies are as browsers see the gateway, not as it reaches this service; what a caller says of it is nothing.
    const { protocol, host } = new URL(this.config.issuer);
    Object.assign(request.headers, { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host });
    if (request.url === '/.well-known/jwks.json') request.url = '/oidc/jwks';
    if (await this.#pages.handle(this.#provider, request, response, address)) return;
    await this.#answer(request, response);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.store.save();
  }

  #use(ring: KeyRing): void {
    this.#provider = this.#providerFor(ring);
    this.#answer = this.#provider.callback();
  }

  #providerFor(ring: KeyRing): Provider {
    const provider = new Provider(this.config.issuer, configurationOf(this.config, ring, this.store));
    provider.proxy = true;
    provider.on('server_error', (_, error) => this.failed(error));
    return provider;
  }
}

/** The part of oidc-provider that identity uses; the package ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface ProviderClient {
    readonly clientId: string;
    readonly clientName?: string;
    readonly scope?: string;
    readonly redirectUris?: string[];
    grantTypeAllowed(type: string): boolean;
  }

  export interface ProviderGrant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  /** The Koa context of a request, with what oidc-provider knows of it. */
  export interface ProviderContext {
    body: unknown;
    type: string;
    readonly req: IncomingMessage;
    get(header: string): string;
    set(header: string, value: string): void;
    readonly oidc: {
      readonly route: string;
      readonly params: Record<string, string | undefined>;
      readonly client?: ProviderClient;
      readonly account?: { readonly accountId: string };
      readonly provider: Provider;
    };
  }

  export interface IssuedToken {
    readonly kind: string;
    readonly accountId?: string;
    readonly clientId?: string;
  }

  export interface InteractionDetails {
    readonly uid: string;
    readonly prompt: { readonly name: string };
    readonly params: Record<string, string | undefined>;
    readonly session?: { readonly accountId: string };
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    proxy: boolean;
    readonly Grant: new (of: { accountId: string; clientId: string }) => ProviderGrant;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<InteractionDetails>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
    on(event: string, listener: (context: ProviderContext, error: Error) => void): this;
  }
}

/** Injection token of the gateway's settings. */
export const GATEWAY_CONFIG = Symbol('siger:gateway-config');

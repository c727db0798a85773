import { configOf, TOKEN_LIFETIME } from './config.js';
import { KeyFile } from './key/key-file.js';
import { currentKey } from './key/key-ring.js';

/** `node apps/identity/dist/src/rotate.js`: signs with the next key from now on; a running identity follows within seconds. */
const ring = new KeyFile(configOf(process.env).keyFile, TOKEN_LIFETIME).rotate();
console.log(`Signing with ${currentKey(ring).jwk.kid}; ${ring.keys.length} keys are published.`);

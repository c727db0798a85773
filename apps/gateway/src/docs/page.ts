import type { Language } from '@siger/service/edge';
import { createHash } from 'node:crypto';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const style = `
:root{color-scheme:light dark;--ink:#14213d;--soft:#4a5672;--back:#f6f7fb;--card:#fff;--line:#c9cfdd;--act:#0a489f}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f8;--soft:#b4bdd2;--back:#0f1626;--card:#182238;--line:#3a4763;--act:#7fb0ff}}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--back)}
main{max-width:64rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:2rem;margin:.5rem 0} h2{margin:2.5rem 0 .75rem} h3{font-size:1.1rem;margin:0;font-family:ui-monospace,monospace;overflow-wrap:anywhere}
a{color:var(--act)} :focus-visible{outline:3px solid var(--act);outline-offset:2px}
article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem;margin:0 0 1rem}
.facts{color:var(--soft);margin:.25rem 0 .75rem}
.scroll{overflow-x:auto} table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;border-bottom:1px solid var(--line)}
code,pre{font-family:ui-monospace,monospace;font-size:.88rem} td code{overflow-wrap:anywhere}
pre{overflow-x:auto;background:var(--back);padding:.75rem;border-radius:.4rem}
ul.links{list-style:none;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(16rem,1fr))}
ul.links li{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem}
ul.links span{display:block;color:var(--soft);font-size:.92rem}`;

const hash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded and nothing runs: the pages are text and this one style. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-cache',
  vary: 'accept-language',
};

/** `body` is trusted HTML whose texts are escaped. */
export const page = (language: Language, title: string, body: string) =>
  `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`;

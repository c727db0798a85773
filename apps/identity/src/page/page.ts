import type { ServerResponse } from 'node:http';
import type { Language } from '@siger/service/edge';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const style = `
:root{color-scheme:light dark;--ink:#14213d;--back:#f6f7fb;--card:#fff;--line:#6b7280;--act:#0a489f;--bad:#a40e26}
@media (prefers-color-scheme:dark){:root{--ink:#eef1f8;--back:#0f1626;--card:#182238;--line:#98a2b8;--act:#7fb0ff;--bad:#ff9aa8}}
*{box-sizing:border-box}
body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back)}
main{max-width:26rem;margin:6vh auto;padding:clamp(1.25rem,6vw,2rem);background:var(--card);border-radius:.75rem}
h1{font-size:1.5rem;margin:0 0 .5rem}
label{display:block;margin-top:1rem;font-weight:600}
input{width:100%;padding:.65rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.4rem}
button{width:100%;margin-top:1.25rem;padding:.75rem;font:inherit;font-weight:600;border:1px solid var(--act);border-radius:.4rem;background:var(--act);color:var(--card);cursor:pointer}
button.second{background:transparent;color:var(--act)}
a{color:var(--act)} :focus-visible{outline:3px solid var(--act);outline-offset:2px}
.bad{color:var(--bad);font-weight:600} table{border-collapse:collapse;font-size:.9rem} td,th{text-align:left;vertical-align:top;padding:.15rem .75rem .15rem 0;overflow-wrap:anywhere}
details{margin-top:1.5rem}`;

/** A whole page without scripts; `body` is trusted HTML, its texts already escaped. */
export const page = (language: Language, title: string, body: string) =>
  `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

/**
 * Nothing but our own styles runs on these pages. `form-action` stays open: after signing in the browser is redirected
 * to the application, and browsers apply `form-action` to redirects too.
 */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  vary: 'accept-language',
};

export const sendPage = (response: ServerResponse, status: number, html: string, more: Record<string, string> = {}) => {
  response.writeHead(status, { ...pageHeaders, 'content-length': String(Buffer.byteLength(html)), ...more });
  response.end(html);
};

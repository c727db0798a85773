import { allEvents, consumersOf, eventSchema, fieldDocs, topics, type EventContract, type FieldDoc } from '@siger/contracts';
import type { Language } from '@siger/service/edge';
import { escaped, page } from './page.js';

const words = {
  id: {
    title: 'Katalog peristiwa',
    intro:
      'Setiap rekaman adalah CloudEvents 1.0 dalam mode biner Kafka, berurutan per kunci, dan dapat dibaca ulang dari awal. Topik <code>.events</code> tidak pernah memuat data pribadi.',
    owner: 'pemilik',
    topic: 'topik',
    key: 'kunci',
    since: 'sejak versi',
    field: 'Bidang',
    type: 'Jenis',
    required: 'Wajib',
    meaning: 'Arti',
    yes: 'ya',
    no: 'tidak',
    example: 'Contoh',
    contents: 'Daftar',
    home: 'Halaman depan',
    consumers: 'dibaca oleh',
    nobody: 'belum ada di dalam platform',
    subscribe: 'Cara berlangganan',
    how: [
      'Pakai klien Kafka apa pun: baca topiknya, lalu ambil rekaman yang tajuk <code>ce_type</code>-nya adalah jenis peristiwa di bawah ini.',
      'Mulai dari offset paling awal untuk seluruh riwayat; sesudahnya lanjutkan dari offset grup Anda atau yang Anda simpan sendiri.',
      'Lewati <code>ce_id</code> yang sudah pernah dilihat, dan abaikan jenis serta bidang yang tidak dikenal.',
      'Pada topik <code>.snapshot</code>, rekaman tanpa isi berarti: lupakan kunci itu.',
      'Nama grup Anda diawali nama akun Anda; akun baca-saja diberikan oleh pengelola platform dengan <code>npm run principal</code>.',
      'Contoh program yang siap dijalankan, dalam TypeScript dan Python, ada di <code>docs/examples</code>.',
    ],
    account: 'Minta akun untuk topiknya, dari pengelola platform:',
    client: 'Baca dengan @siger/stream-client (Node), atau dengan klien Kafka apa pun:',
  },
  en: {
    title: 'Event catalogue',
    intro:
      'Every record is CloudEvents 1.0 in Kafka binary mode, in order per key, and can be read again from the beginning. A topic <code>.events</code> never holds personal data.',
    owner: 'owner',
    topic: 'topic',
    key: 'key',
    since: 'since version',
    field: 'Field',
    type: 'Type',
    required: 'Required',
    meaning: 'Meaning',
    yes: 'yes',
    no: 'no',
    example: 'Example',
    contents: 'Contents',
    home: 'Front page',
    consumers: 'read by',
    nobody: 'nobody inside the platform yet',
    subscribe: 'How to subscribe',
    how: [
      'Take any Kafka client: read the topic and take the records whose header <code>ce_type</code> is the type below.',
      'Begin at the earliest offset for all of history; later go on at the offset of your group, or at one that you stored.',
      'Drop a <code>ce_id</code> that you have seen, and ignore types and fields that you do not know.',
      'On a <code>.snapshot</code> topic a record without a value means: forget this key.',
      'The names of your groups begin with that of your account; the platform’s operators give read-only accounts by <code>npm run principal</code>.',
      'Programs ready to run, in TypeScript and in Python, are in <code>docs/examples</code>.',
    ],
    account: 'Ask the platform’s operators for an account for the topic:',
    client: 'Read with @siger/stream-client (Node), or with any Kafka client:',
  },
} as const;
type Words = (typeof words)[Language];

const row = (text: Words, { path, type, required, doc }: FieldDoc) =>
  `<tr><td><code>${escaped(path)}</code></td><td>${escaped(type)}</td><td>${required ? text.yes : text.no}</td><td>${escaped(doc)}</td></tr>`;

const consumers = (text: Words, contract: EventContract) =>
  consumersOf(contract)
    .map((name) => `<code>${escaped(name)}</code>`)
    .join(', ') || text.nobody;

const subscribe = (text: Words, { type, topic }: EventContract) =>
  `<details><summary>${text.subscribe}</summary><p>${text.account}</p><pre>npm run principal -- issue bps-lampung --topics ${topic}</pre><p>${text.client}</p><pre>${escaped(
    `streamOf({ ...connectionOf(process.env), types: ['${type}'] })\nkcat -F bps.properties -C -t ${topic} -f '%h %s\\n' | grep ce_type=${type}`,
  )}</pre></details>`;

const article = (text: Words, contract: EventContract) => {
  const { owner } = topics[contract.topic];
  const fields = fieldDocs(eventSchema(contract)).map((field) => row(text, field));
  return `<article id="${escaped(contract.type)}"><h3>${escaped(contract.type)}</h3>
<p>${escaped(contract.meaning)}</p>
<p class="facts">${text.owner} <code>${owner}</code> · ${text.topic} <code>${contract.topic}</code> · ${text.key} <code>${escaped(contract.key)}</code> · ${text.since} ${escaped(contract.since)}<br>${text.consumers} ${consumers(text, contract)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(contract.type)}"><table><thead><tr><th scope="col">${text.field}</th><th scope="col">${text.type}</th><th scope="col">${text.required}</th><th scope="col">${text.meaning}</th></tr></thead><tbody>${fields.join('')}</tbody></table></div>
<details><summary>${text.example}</summary><pre>${escaped(JSON.stringify(contract.example, null, 2))}</pre></details>
${subscribe(text, contract)}</article>`;
};

/** Every event of the contracts for people: by topic, each with its meaning, owner, key, fields and an example. */
export const eventsPage = (language: Language, events: readonly EventContract[] = allEvents()) => {
  const text = words[language];
  const used = Object.keys(topics).filter((topic) => events.some((contract) => contract.topic === topic));
  const on = (topic: string) => events.filter((contract) => contract.topic === topic);
  const link = ({ type }: EventContract) => `<li><a href="#${escaped(type)}">${escaped(type)}</a></li>`;
  return page(
    language,
    `${text.title} · Siger`,
    `<p><a href="/">${text.home}</a></p><h1>${text.title}</h1><p>${text.intro} <a href="/asyncapi.json">AsyncAPI 3</a></p>
<h2>${text.subscribe}</h2><ol>${text.how.map((step) => `<li>${step}</li>`).join('')}</ol>
<nav aria-label="${text.contents}"><ul>${used.flatMap(on).map(link).join('')}</ul></nav>
${used
  .map(
    (topic) =>
      `<section><h2>${topic}</h2>${on(topic)
        .map((contract) => article(text, contract))
        .join('')}</section>`,
  )
  .join('')}`,
  );
};

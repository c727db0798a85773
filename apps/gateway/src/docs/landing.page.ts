import type { Language } from '@siger/service/edge';
import { escaped, page } from './page.js';

const words = {
  id: {
    title: 'Siger',
    intro: 'Manajemen kinerja ASN yang terbuka: rencana, penilaian, pelatihan, dan suara warga, tersambung oleh peristiwa.',
    links: [
      ['/docs', 'Dokumentasi API', 'Semua rute, dan cara mencobanya di sini.'],
      ['/events', 'Katalog peristiwa', 'Apa yang terjadi di setiap layanan, bidang demi bidang.'],
      ['/openapi.json', 'OpenAPI 3.1', 'Uraian API untuk program.'],
      ['/asyncapi.json', 'AsyncAPI 3', 'Uraian aliran peristiwa untuk program.'],
      ['/.well-known/openid-configuration', 'Cara masuk', 'OpenID Connect: titik akhir dan kunci.'],
      ['/health/ready', 'Keadaan layanan', 'Layanan mana yang siap.'],
    ],
  },
  en: {
    title: 'Siger',
    intro:
      'Open performance management for civil servants: plans, appraisal, training and the voice of citizens, joined by events.',
    links: [
      ['/docs', 'API documentation', 'Every route, and how to try it right here.'],
      ['/events', 'Event catalogue', 'What happens in each service, field by field.'],
      ['/openapi.json', 'OpenAPI 3.1', 'The API, described for programs.'],
      ['/asyncapi.json', 'AsyncAPI 3', 'The streams of events, described for programs.'],
      ['/.well-known/openid-configuration', 'Signing in', 'OpenID Connect: endpoints and keys.'],
      ['/health/ready', 'State of the services', 'Which services are ready.'],
    ],
  },
} as const;

export const landingPage = (language: Language) => {
  const { title, intro, links } = words[language];
  const items = links.map(([href, name, what]) => `<li><a href="${href}">${escaped(name)}</a><span>${escaped(what)}</span></li>`);
  return page(language, title, `<h1>${title}</h1><p>${escaped(intro)}</p><ul class="links">${items.join('')}</ul>`);
};

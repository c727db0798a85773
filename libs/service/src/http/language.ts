import type { Language } from '../context.js';

const weight = (parameters: readonly string[]) => {
  const q = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('q='));
  return q === undefined ? 1 : Number(q.slice(2)) || 0;
};

/** The language that `Accept-Language` likes best of the two that we speak; Indonesian where it says nothing. */
export const languageOf = (header: string | undefined): Language => {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';');
      return { language: tag.trim().toLowerCase().split('-')[0] ?? '', q: weight(parameters) };
    })
    .filter(({ language, q }) => q > 0 && (language === 'id' || language === 'en'))
    .sort((a, b) => b.q - a.q);
  return wanted[0]?.language === 'en' ? 'en' : 'id';
};

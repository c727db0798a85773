export type Language = 'id' | 'en';

/** Indonesian unless the reader asks for English first; `ui_locales` of an OIDC request reads the same. */
export const languageOf = (wanted: string | undefined): Language => {
  const ranked = (wanted ?? '')
    .split(/[,\s]+/)
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 };
    })
    .filter(({ language, quality }) => (language === 'id' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return ranked[0]?.language === 'en' ? 'en' : 'id';
};

const id = {
  signIn: 'Masuk ke Siger',
  intro: 'Gunakan surel dan kata sandi Anda.',
  email: 'Surel',
  password: 'Kata sandi',
  submit: 'Masuk',
  cancel: 'Batal',
  wrong: 'Surel atau kata sandi salah.',
  wait: 'Terlalu banyak percobaan. Coba lagi dalam {seconds} detik.',
  demo: 'Akun demo',
  demoNote: 'Pemasangan ini untuk pengembangan. Kata sandi semua akun: {password}',
  role: 'Peran',
  signOut: 'Keluar dari Siger?',
  signOutYes: 'Ya, keluar',
  signOutNo: 'Tidak, tetap masuk',
  signedOut: 'Anda sudah keluar.',
  failed: 'Proses masuk tidak dapat dilanjutkan',
  expired: 'Proses masuk ini sudah kedaluwarsa. Mulai lagi dari halaman yang Anda tuju.',
  home: 'Ke halaman depan',
};
const en: typeof id = {
  signIn: 'Sign in to Siger',
  intro: 'Use your e-mail and password.',
  email: 'E-mail',
  password: 'Password',
  submit: 'Sign in',
  cancel: 'Cancel',
  wrong: 'Wrong e-mail or password.',
  wait: 'Too many attempts. Try again in {seconds} seconds.',
  demo: 'Demo accounts',
  demoNote: 'This installation is for development. The password of every account: {password}',
  role: 'Role',
  signOut: 'Sign out of Siger?',
  signOutYes: 'Yes, sign out',
  signOutNo: 'No, stay signed in',
  signedOut: 'You are signed out.',
  failed: 'Signing in cannot continue',
  expired: 'This sign-in has expired. Start again from the page you wanted.',
  home: 'To the front page',
};
export const words = { id, en };

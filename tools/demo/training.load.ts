import { each, type Api, type As } from './api.ts';
import { positionId, type Member, type Province } from './province.ts';
import { Chance, idOf } from './random.ts';

const competencies: Readonly<Record<string, string>> = {
  INTEGRITAS: 'Integritas',
  KERJA_SAMA: 'Kerja Sama',
  KOMUNIKASI: 'Komunikasi',
  ORIENTASI_HASIL: 'Orientasi pada Hasil',
  PELAYANAN_PUBLIK: 'Pelayanan Publik',
  PENGEMBANGAN_DIRI_ORANG_LAIN: 'Pengembangan Diri dan Orang Lain',
  MENGELOLA_PERUBAHAN: 'Mengelola Perubahan',
  PENGAMBILAN_KEPUTUSAN: 'Pengambilan Keputusan',
  PEREKAT_BANGSA: 'Perekat Bangsa',
};
const grades = ['Pengantar', 'Dasar', 'Menengah', 'Lanjutan', 'Ahli'];

export const trainer = ({ employee }: Member): As => ({
  sub: employee.id,
  roles: ['employee', 'training-admin'],
  employeeId: employee.id,
});
export const self = ({ employee }: Member): As => ({ sub: employee.id, roles: ['employee'], employeeId: employee.id });

const day = (today: string, offset: number) =>
  new Date(Date.parse(`${today}T00:00:00Z`) + offset * 86_400_000).toISOString().slice(0, 10);

const courses = Object.entries(competencies).flatMap(([code, name], at) =>
  grades.map((grade, index) => ({
    id: idOf(`course:${code}:${index + 1}`),
    code: `BPSDM-${String(at + 1).padStart(2, '0')}-${index + 1}`,
    title: `${name}: ${grade}`,
    organiser: 'BPSDM Provinsi Lampung',
    kind: index < 3 ? 'PELATIHAN_TEKNIS' : 'PELATIHAN_MANAJERIAL',
    mode: index < 2 ? 'ONLINE' : 'ONSITE',
    hours: 10 + 5 * index,
    raises: [{ competency: code, level: index + 1 }],
  })),
);

/** The catalogue, with a session to come of every course and one that is over of some. */
const loadCourses = async (api: Api, admin: As, today: string) => {
  await each(courses, 4, async (course) => {
    if (!(await api.create('training', '/v1/courses', course, admin))) return;
    const at = { courseId: course.id, link: 'https://belajar.lampung.example/kelas', place: 'Aula BPSDM', seats: 30 };
    await api.create(
      'training',
      '/v1/sessions',
      { id: idOf(`session:${course.id}:next`), ...at, startsOn: day(today, 14), endsOn: day(today, 16) },
      admin,
    );
    await api.create(
      'training',
      '/v1/sessions',
      { id: idOf(`session:${course.id}:now`), ...at, startsOn: day(today, -2), endsOn: today },
      admin,
    );
  });
};

/** The standard of a position (SKJ) asks more of those who face the public than the default for their kind. */
const loadStandards = async (api: Api, admin: As, today: string) => {
  const basis = {
    legalBasis: 'Standar Kompetensi Jabatan Pemerintah Provinsi Lampung (contoh)',
    effectiveFrom: `${today.slice(0, 4)}-01-01`,
  };
  await each(['PELAKSANA', 'KLEREK'], 1, async (code) => {
    const standard = {
      id: idOf(`standard:${code}`),
      competency: 'PELAYANAN_PUBLIK',
      level: 3,
      positionId: positionId(code),
      ...basis,
    };
    await api.create('training', '/v1/competency-standards', standard, admin);
  });
};

/** Assessed levels of some people, and some who have asked for a seat, got it, or finished. */
export const loadTraining = async (api: Api, { members }: Province, today: string, seed: string) => {
  const chance = new Chance(`${seed}:training`);
  const heads = new Map(
    members.filter(({ unit, officeCode, head }) => head && unit.code === officeCode).map((head) => [head.officeCode, head]),
  );
  const school = heads.get('BPSDM');
  if (!school) throw new Error('the province has no training office');
  await loadCourses(api, trainer(school), today);
  await loadStandards(api, trainer(school), today);

  const assessed = members
    .filter((member) => member.account?.place === 'unit' || (!member.head && chance.next() < 0.2))
    .slice(0, 400);
  await each(assessed, 4, async (member) => {
    const head = heads.get(member.officeCode) ?? school;
    const levels = Object.keys(competencies).map((competency) => ({ competency, level: chance.whole(1, 2) }));
    const body = { assessedOn: `${Number(today.slice(0, 4)) - 1}-03-01`, competencies: levels };
    await api.post('training', `/v1/learners/${member.employee.id}/assessments`, body, trainer(head));
  });

  const learners = assessed.filter(({ account }) => account === null).slice(0, 90);
  await each(learners, 4, async (member) => {
    const course = chance.pick(courses.slice(0, 20));
    const id = idOf(`enrolment:${member.employee.id}`);
    const isNew = await api.create(
      'training',
      '/v1/enrolments',
      { id, sessionId: idOf(`session:${course.id}:now`) },
      self(member),
    );
    if (!isNew) return;
    const steps = ['approve', 'attend', 'complete'].slice(0, chance.whole(0, 3));
    let version = (await api.get<{ version: number }>('training', `/v1/enrolments/${id}`, self(member))).version;
    for (const step of steps) {
      const admin = trainer(heads.get(member.officeCode) ?? school);
      ({ version } = await api.post<{ version: number }>('training', `/v1/enrolments/${id}/${step}`, {}, admin, version));
    }
  });
};

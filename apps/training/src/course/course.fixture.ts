import { courseOffered } from '@siger/contracts';
import type { offer } from './course.js';

type Offer = Parameters<typeof offer>[0];

const { courseId: id, kind, mode, hours, raises } = courseOffered.example;

export const aCourse = (more: Partial<Offer> = {}): Offer => ({
  ...{ id, kind, mode, hours, raises },
  code: 'PP-02',
  title: 'Pelayanan Prima',
  description: null,
  organiser: 'BPSDM Provinsi Lampung',
  international: false,
  ...more,
});

import { Whole } from '../core/field.js';

const score = { min: 1, max: 4 };

/** The nine answers of one respondent, 1 (worst) to 4 (best). */
export class SkmAnswers {
  @Whole(score) PERSYARATAN!: number;
  @Whole(score) PROSEDUR!: number;
  @Whole(score) WAKTU!: number;
  @Whole(score) BIAYA!: number;
  @Whole(score) PRODUK!: number;
  @Whole(score) KOMPETENSI!: number;
  @Whole(score) PERILAKU!: number;
  @Whole(score) PENGADUAN!: number;
  @Whole(score) SARANA!: number;
}

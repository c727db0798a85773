import { Controller } from '@nestjs/common';
import { indexPublished, type IndexPublished } from '@siger/contracts';
import { OnEvent, readModel, type EventContext } from '@siger/messaging';
import { transaction } from '@siger/service';

const citizenVoice = readModel({ consumer: 'training.citizen-voice', tables: ['citizen_voices'] });

@Controller()
export class CitizenVoiceConsumer {
  /** Indexes of one service come under different keys, so in any order: the latest period counts, and of one period the latest word. */
  @OnEvent(indexPublished, citizenVoice)
  async published(
    { publicServiceId, unitId, indexId, until, index, lowest }: IndexPublished,
    { meta }: EventContext,
  ): Promise<void> {
    await transaction().query(
      `INSERT INTO citizen_voices AS known (public_service_id, unit_id, index_id, period_until, published_at, index_value, lowest)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (public_service_id) DO UPDATE SET unit_id = excluded.unit_id, index_id = excluded.index_id,
         period_until = excluded.period_until, published_at = excluded.published_at, index_value = excluded.index_value, lowest = excluded.lowest
       WHERE (excluded.period_until, excluded.published_at) > (known.period_until, known.published_at)`,
      [publicServiceId, unitId, indexId, until, meta.time, index, JSON.stringify(lowest)],
    );
  }
}

import { Injectable } from '@nestjs/common';
import { DomainError } from '@siger/contracts';
import { Directory } from '@siger/directory';
import { Changes } from '@siger/messaging';
import { newId, transaction } from '@siger/service';
import { book, yearOf, type Booking, type HoursEntry } from './hours.js';
import { HoursEntity, hoursEntries } from './hours.entity.js';
import { HoursQueries } from './hours.queries.js';

@Injectable()
export class HoursCommands {
  constructor(
    private readonly changes: Changes,
    private readonly queries: HoursQueries,
    private readonly directory: Directory,
  ) {}

  /**
   * Books an activity once. Caps of the rule run over what the year has of the same kind; the caller holds the learner, so that
   * nothing is booked beside it.
   */
  async book(booking: Booking): Promise<HoursEntry> {
    const { employeeId, activity, endsOn } = booking;
    if (await this.isBooked(booking)) throw new DomainError('hours-already-booked');
    const before = await transaction().find(HoursEntity, {
      where: { employeeId, year: yearOf(endsOn), kind: activity.kind },
      order: { endsOn: 'ASC', id: 'ASC' },
    });
    const status = (await this.directory.person(employeeId))?.status ?? 'PNS';
    const counted = await this.queries.count([...before.map((entry) => entry.activity), activity], status, endsOn);
    const hours = counted.answer.lines.at(-1)?.hours ?? 0;
    return this.changes.create(hoursEntries, book(newId(), booking, { hours, ruleSetId: counted.ruleSet.id }));
  }

  private isBooked({ employeeId, title, organiser, startsOn, endsOn }: Booking): Promise<boolean> {
    return transaction()
      .createQueryBuilder(HoursEntity, 'entry')
      .where('entry.employeeId = :employeeId AND entry.startsOn = :startsOn AND entry.endsOn = :endsOn', {
        employeeId,
        startsOn,
        endsOn,
      })
      .andWhere('lower(entry.title) = lower(:title) AND lower(entry.organiser) = lower(:organiser)', { title, organiser })
      .getExists();
  }
}

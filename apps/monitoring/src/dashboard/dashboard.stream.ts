import { Injectable, type MessageEvent } from '@nestjs/common';
import { logger } from '@siger/service';
import {
  catchError,
  concatMap,
  distinctUntilChanged,
  EMPTY,
  filter,
  from,
  map,
  merge,
  type Observable,
  share,
  switchMap,
  take,
  timer,
} from 'rxjs';
import { FigureQueries } from '../figure/figure.queries.js';
import { DashboardQueries } from './dashboard.queries.js';

const LOOK_MS = 1000;
const BEAT_MS = 15_000;
const log = logger('dashboard');

/** One look a second at the last event serves every listener of this instance. */
@Injectable()
export class DashboardStream {
  private readonly news = timer(0, LOOK_MS).pipe(
    concatMap(() => from(this.figures.lastEvent()).pipe(catchError((error: unknown) => this.wait(error)))),
    share({ resetOnRefCountZero: true }),
  );

  constructor(
    private readonly figures: FigureQueries,
    private readonly dashboards: DashboardQueries,
  ) {}

  of(unitId: string, seen: number): Observable<MessageEvent> {
    const changes = this.news.pipe(
      filter((last) => last > seen),
      distinctUntilChanged(),
      // Once more a moment later: an event is noted and counted by two consumers, and the note may come first.
      switchMap(() => timer(0, LOOK_MS).pipe(take(2))),
      concatMap(() => from(this.dashboards.of(unitId)).pipe(catchError((error: unknown) => this.wait(error)))),
      distinctUntilChanged((before, now) => JSON.stringify({ ...before, asOf: '' }) === JSON.stringify({ ...now, asOf: '' })),
      map((dashboard): MessageEvent => ({ id: String(dashboard.lastEvent), type: 'dashboard', data: dashboard })),
    );
    // A comment: an event of any kind would be given an id of its own, from which a browser would want to resume.
    const beats = timer(BEAT_MS, BEAT_MS).pipe(map((): MessageEvent => ({ comment: 'beat' })));
    return merge(changes, beats);
  }

  /** The database may be away for a while; the next look tries again. */
  private wait(error: unknown): Observable<never> {
    log.warn({ err: error }, 'The figures could not be read; the stream waits.');
    return EMPTY;
  }
}

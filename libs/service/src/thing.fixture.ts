import { Body, Controller, Get, Injectable, Module, Post, Query, Sse, type DynamicModule } from '@nestjs/common';
import {
  DateOnly,
  DatesOnly,
  DomainError,
  Flag,
  Id,
  ListOf,
  Nullable,
  OneOf,
  Optional,
  Text,
  Whole,
  type Actor,
  type Page,
} from '@siger/contracts';
import { interval, map } from 'rxjs';
import { Column, DataSource, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Allow, CurrentActor, Public } from './auth/access.js';
import { context } from './context.js';
import { audit } from './database/audit.js';
import { transaction } from './database/transaction.js';
import { newId } from './id.js';
import type { Calculator } from './rules/calculator.js';
import { ServiceModule } from './service.module.js';
import { Answers } from './http/openapi/answers.js';
import { Paged, pageOf, type Paging } from './http/page.js';
import { IdParam, IfMatch } from './http/change/version.js';

export class Part {
  @Text({ max: 10 }) label!: string;
  @Whole({ min: 1, max: 9 }) count!: number;
}
export class CreateThing {
  @Text({ max: 20 }) title!: string;
  @OneOf(['RED', 'BLUE']) colour!: string;
  @Optional() @Nullable() @DateOnly() on?: string | null;
  @Optional() @DatesOnly({ max: 5 }) days?: string[];
  @Optional() @ListOf(() => Part, { max: 3 }) parts?: Part[];
}
export class RenameThing {
  @Text({ max: 20 }) title!: string;
}
export class ThingView {
  @Id() id!: string;
  @Text({ max: 20 }) title!: string;
  @Whole({ min: 1, max: 1_000_000 }) version!: number;
}
export class ThingFilter {
  @Optional() @Whole({ min: 1, max: 9 }) least?: number;
  @Optional() @Flag() broken?: boolean;
}

@Entity('things')
export class Thing {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') title!: string;
  @Column('int') version!: number;
}

export class CreateThings1750000000000 implements MigrationInterface {
  async up(db: QueryRunner) {
    await db.query('CREATE TABLE things (id uuid PRIMARY KEY, title text NOT NULL UNIQUE, version int NOT NULL)');
    await db.query(
      `INSERT INTO rule_sets VALUES (gen_random_uuid(), 'double', 'Rule 1/2024', '2024-01-01', '2024-12-31', true, '{"by": 2}'),
        (gen_random_uuid(), 'double', 'Rule 1/2025', '2025-01-01', null, false, '{"by": 3}')`,
    );
  }
  async down(db: QueryRunner) {
    await db.query('DROP TABLE things');
  }
}

@Injectable()
export class ThingRows {
  constructor(private readonly db: DataSource) {}

  find = (id: string) => this.db.getRepository(Thing).findOneByOrFail({ id });
  raw = <T = Record<string, unknown>>(sql: string, values: unknown[] = []) => this.db.query<T[]>(sql, values);
}

@Allow('employee')
@Controller('v1/things')
export class ThingController {
  constructor(private readonly rows: ThingRows) {}

  @Post()
  @Answers(ThingView)
  async create(@Body() body: CreateThing): Promise<Thing> {
    const thing = { id: newId(), title: body.title, version: 1 };
    await transaction().insert(Thing, thing);
    audit('create', `thing/${thing.id}`, { colour: body.colour });
    if (body.title === 'refuse') throw new DomainError('conflict');
    if (body.title.startsWith('slow')) await transaction().query('SELECT pg_sleep(0.3)');
    return thing;
  }

  @Get()
  @Answers(ThingView, { page: true })
  async list(@Paged() page: Paging): Promise<Page<Thing>> {
    const found = await this.rows.raw<Thing>('SELECT id, title, version FROM things WHERE title > $1 ORDER BY title LIMIT $2', [
      page.cursor ?? '',
      page.limit + 1,
    ]);
    return pageOf(found, page.limit, ({ title }) => title);
  }

  @Get('filtered')
  filtered(@Query() filter: ThingFilter) {
    return filter;
  }

  @Allow('employee', 'scope:things.read')
  @Get(':id')
  @Answers(ThingView)
  one(@IdParam() id: string) {
    return this.rows.find(id);
  }

  @Post(':id/rename')
  @Answers(ThingView)
  async rename(@IdParam() id: string, @IfMatch() version: number, @Body() body: RenameThing): Promise<Thing> {
    const thing = await transaction().findOneByOrFail(Thing, { id });
    if (thing.version !== version) throw new DomainError('stale-version');
    return transaction().save(Thing, { ...thing, title: body.title, version: version + 1 });
  }
}

@Public()
@Controller('v1/open')
export class OpenController {
  constructor(private readonly rows: ThingRows) {}

  @Get()
  whoami(@CurrentActor() actor: Actor | null) {
    return { actor, ...context() };
  }
  @Get('boom')
  boom() {
    throw new Error('secret of 199001012015031001');
  }
  @Get('bad-uuid')
  badUuid() {
    return this.rows.raw('SELECT $1::uuid', ['nonsense']);
  }
  @Get('sleep')
  async sleep() {
    await this.rows.raw('SELECT pg_sleep(0.5)');
    return { slept: true };
  }
  @Sse('ticks')
  ticks() {
    return interval(20).pipe(map((tick) => ({ data: { tick } })));
  }
  @Post(['echo', 'echo-too'])
  async echo(@Body() body: unknown) {
    await transaction().query('SELECT 1');
    return { body, language: context().language };
  }
}

@Controller('v1/naked')
export class NakedController {
  @Get()
  naked() {
    return {};
  }
}

class DoubleInput {
  @Whole({ min: 0, max: 100 }) value!: number;
}
const double: Calculator<DoubleInput> = {
  rule: 'double',
  input: DoubleInput,
  evaluate: ({ value }, parameters, { holidays }) => ({
    doubled: value * (parameters as { by: number }).by,
    holidays: holidays.size > 0,
  }),
};

const service = ServiceModule.forRoot({
  name: 'employees',
  entities: [Thing],
  migrations: [CreateThings1750000000000],
  calculators: [double as Calculator],
});

@Module({ imports: [service], controllers: [ThingController, OpenController], providers: [ThingRows] })
export class ThingModule {}

/** The same with a route that says nothing of who may call it. */
export const nakedModule = (): DynamicModule => ({
  module: class Naked {},
  imports: [ThingModule],
  controllers: [NakedController],
});

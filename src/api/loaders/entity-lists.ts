import DataLoader from 'dataloader';
import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import type { AsOf, During } from '../../as-of.ts';
import { type LinkModel, listRecordsOfLinks, toLink } from '../../correlate/link.ts';
import {
  countLinks,
  type LinkChoice,
  type LinkRange,
  type LinkRow,
  pageLinks,
} from '../../correlate/page-links.ts';
import type { RecordId } from '../../ids.ts';
import type { MentionModel } from '../../intake/mention.ts';
import type { RecordModel } from '../../intake/record.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import {
  countMentions,
  countRecordsOfEntities,
  type MentionRange,
  pageMentions,
  pageRecordsOfEntities,
  pageTimelines,
  type TimelineEntryModel,
} from '../../resolve/entity-pages.ts';
import { batchOr, LoadersByArguments } from './batch.ts';

/** Before every time that the graph keeps, in milliseconds since 1970. */
const START = -1e15;
const Id = z.tuple([z.string()]);
const TypeAndKey = z.tuple([z.string(), z.string()]);
const TimeAndId = z.tuple([z.number(), z.string()]);

export interface LinkListArguments extends PageArguments {
  readonly types?: readonly string[] | null | undefined;
  readonly datasets?: readonly string[] | null | undefined;
}

export interface TimelineArguments extends PageArguments {
  readonly during?: During | null | undefined;
}

/** The lists that entities have. Pages of one list for many entities are read with one statement, counts likewise. */
export class EntityLists {
  readonly #context: ReadContext;
  readonly #asOf: AsOf;
  readonly #mentions = new LoadersByArguments<readonly MentionModel[]>();
  readonly #records = new LoadersByArguments<readonly RecordModel[]>();
  readonly #timelines = new LoadersByArguments<readonly TimelineEntryModel[]>();
  readonly #links = new LoadersByArguments<readonly LinkRow[]>();
  readonly #counts = new LoadersByArguments<number>();
  /** First pages that were read along with their entities, by entity and limit. */
  readonly #mentionsAhead = new Map<string, readonly MentionModel[]>();
  readonly #linksAhead = new Map<string, readonly LinkRow[]>();
  readonly #linkRecords = new Map<number, DataLoader<LinkModel, readonly RecordId[]>>();

  constructor(context: ReadContext, asOf: AsOf) {
    this.#context = context;
    this.#asOf = asOf;
  }

  /** `read`: whether the attributes of the mentions will be asked for. At once where they were read along with the entity. */
  mentions(
    entity: EntityModel,
    args: PageArguments,
    read: boolean,
  ): Connection<MentionModel> | Promise<Connection<MentionModel>> {
    const page = readPage(this.#context, args, ['mentions', entity.id], Id, this.#asOf);
    const count = (): Promise<number> =>
      this.#count('mentions', entity, (ids) => countMentions(this.#context, this.#asOf, ids));
    const build = (rows: readonly MentionModel[]): Connection<MentionModel> =>
      toConnection(page, rows, same, ({ id }) => [id], count);
    const ahead =
      page.after === null && !read ? this.#mentionsAhead.get(aheadKey(entity.id, page.limit)) : undefined;
    if (ahead !== undefined) return build(ahead);
    const loader = this.#mentionsOf({ after: page.after?.[0] ?? '', limit: page.limit, read });
    return loader.load(entity.id).then(build);
  }

  async records(entity: EntityModel, args: PageArguments): Promise<Connection<RecordModel>> {
    const page = readPage(this.#context, args, ['records', entity.id], Id, this.#asOf);
    const range = { after: page.after?.[0] ?? '', limit: page.limit };
    const loader = this.#records.of([range.after, args.first], () =>
      batchOr([], (ids) => pageRecordsOfEntities(this.#context, this.#asOf, ids, range)),
    );
    const count = (): Promise<number> =>
      this.#count('records', entity, (ids) => countRecordsOfEntities(this.#context, this.#asOf, ids));
    return toConnection(page, await loader.load(entity.id), same, ({ id }) => [id], count);
  }

  async timeline(entity: EntityModel, args: TimelineArguments): Promise<Connection<TimelineEntryModel>> {
    const during = args.during ?? null;
    const page = readPage(this.#context, args, ['timeline', entity.id, during], TimeAndId, this.#asOf);
    const [afterTime, afterId] = page.after ?? [START, ''];
    const range = { during, afterTime, afterId, limit: page.limit };
    const loader = this.#timelines.of([during, afterTime, afterId, args.first], () =>
      batchOr([], (ids) => pageTimelines(this.#context, this.#asOf, ids, range)),
    );
    const count = (): Promise<number> =>
      this.#count(['timeline', during], entity, (ids) =>
        countRecordsOfEntities(this.#context, this.#asOf, ids, during),
      );
    return toConnection(page, await loader.load(entity.id), same, ({ at, record }) => [at, record.id], count);
  }

  /** `named`: whether the names of the entities at the far end will be asked for. At once where they were read along. */
  links(
    entity: EntityModel,
    args: LinkListArguments,
    named: boolean,
  ): Connection<LinkModel> | Promise<Connection<LinkModel>> {
    const choice: LinkChoice = { types: args.types ?? [], datasets: args.datasets ?? [] };
    const page = readPage(this.#context, args, ['links', entity.id, choice], TypeAndKey, this.#asOf);
    const count = (): Promise<number> =>
      this.#count(['links', choice], entity, (ids) => countLinks(this.#context, this.#asOf, ids, choice));
    const build = (rows: readonly LinkRow[]): Connection<LinkModel> =>
      toConnection(
        page,
        rows,
        (row) => toLink(entity, row),
        ({ type, key }) => [type, key],
        count,
      );
    const isAny = choice.types.length === 0 && choice.datasets.length === 0;
    const ahead =
      page.after === null && !named && isAny
        ? this.#linksAhead.get(aheadKey(entity.id, page.limit))
        : undefined;
    if (ahead !== undefined) return build(ahead);
    const [afterType, afterKey] = page.after ?? ['', ''];
    return this.#linksOf(choice, { afterType, afterKey, limit: page.limit, named })
      .load(entity.id)
      .then(build);
  }

  /** Takes the first mentions of an entity in that were read along with it. */
  keepMentions(entity: string, first: number, mentions: readonly MentionModel[]): void {
    this.#mentionsAhead.set(aheadKey(entity, BigInt(first + 1)), mentions);
  }

  /** Takes the first links of entities in that were read along with them, `first` of each and one more. */
  keepLinks(links: ReadonlyMap<string, readonly LinkRow[]>, limit: bigint): void {
    for (const [entity, own] of links) this.#linksAhead.set(aheadKey(entity, limit), own);
  }

  #mentionsOf(range: MentionRange): DataLoader<string, readonly MentionModel[]> {
    return this.#mentions.of([range.after, String(range.limit), range.read], () =>
      batchOr([], (ids) => pageMentions(this.#context, this.#asOf, ids, range)),
    );
  }

  #linksOf(choice: LinkChoice, range: LinkRange): DataLoader<string, readonly LinkRow[]> {
    return this.#links.of([choice, range.afterType, range.afterKey, String(range.limit), range.named], () =>
      batchOr([], (ids) => pageLinks(this.#context, this.#asOf, ids, choice, range)),
    );
  }

  /** Ids of the first records that say a link. */
  recordsOfLink(link: LinkModel, first: number): Promise<readonly RecordId[]> {
    const loader =
      this.#linkRecords.get(first) ??
      new DataLoader((links: readonly LinkModel[]) =>
        listRecordsOfLinks(this.#context, this.#asOf, links, first),
      );
    this.#linkRecords.set(first, loader);
    return loader.load(link);
  }

  #count(
    list: unknown,
    entity: EntityModel,
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, number>>,
  ): Promise<number> {
    return this.#counts.of(list, () => batchOr(0, read)).load(entity.id);
  }
}

function aheadKey(entity: string, limit: bigint): string {
  return `${entity} ${limit}`;
}

function same<T>(value: T): T {
  return value;
}

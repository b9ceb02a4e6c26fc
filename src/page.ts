import { z } from 'zod';
import { type AsOf, asOfKey, PRESENT } from './as-of.ts';
import type { Context } from './context.ts';
import { JingweiError } from './errors.ts';
import { digest } from './ids.ts';

/** Where a page of a list begins: after a position in the list's own order, or at its start. */
export interface PageRequest<Position> {
  readonly first: number;
  readonly after: Position | null;
  /** Rows to read: one more than asked for tells whether there is a next page. */
  readonly limit: bigint;
  /** How far totals are counted: one more than is told. */
  readonly most: bigint;
  cursorOf(position: Position): string;
}

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A list in the form of the GraphQL Cursor Connections Specification. What costs something is computed when asked for. */
export interface Connection<T> {
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: () => string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: () => string | null;
    readonly endCursor: () => string | null;
  };
  /** At most the setting JINGWEI_MAX_COUNT. */
  readonly totalCount: () => Promise<number>;
  /** The same as people read it: `37`, or `1000+`. */
  readonly totalCountText: () => Promise<string>;
}

/** Of a list that is paged both ways: `last` and `before` go back from a position, or from the end. */
export interface TwoWayPageArguments extends PageArguments {
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

const DEFAULT_FIRST = 20;
const Cursor = z.tuple([z.string()], z.union([z.string(), z.number()]));

/**
 * Reads `first` and `after`. A cursor carries the position that it stands for and a fingerprint of everything that
 * decides the list, `asOf` with it, so that it only ever continues the list it came from. A list as of a recorded time takes
 * the cursors of the same list without one too: what is asked page by page goes on where it is fixed to a time, as an export
 * fixes it, behind the same place in the same order. Throws BAD_INPUT, CURSOR_INVALID.
 */
export function readPage<Position extends readonly (string | number)[]>(
  context: Context,
  args: PageArguments,
  list: readonly unknown[],
  shape: z.ZodType<Position>,
  asOf: AsOf = PRESENT,
): PageRequest<Position> {
  const first = args.first ?? DEFAULT_FIRST;
  const { maxPage } = context.settings.limits;
  if (!Number.isInteger(first) || first < 1 || first > maxPage) {
    throw new JingweiError('BAD_INPUT', { reason: `first is not from 1 to ${maxPage}`, argument: 'first' });
  }
  let known: string | undefined;
  const fingerprint = (): string => {
    known ??= fingerprintOf(list, asOf);
    return known;
  };
  const isKnown = (given: string): boolean =>
    given === fingerprint() ||
    (asOf.recorded !== null && given === fingerprintOf(list, { ...asOf, recorded: null }));
  return {
    first,
    after: args.after == null ? null : readCursor(args.after, isKnown, shape),
    limit: BigInt(first + 1),
    most: BigInt(context.settings.limits.maxCount + 1),
    cursorOf: (position) => Buffer.from(JSON.stringify([fingerprint(), ...position])).toString('base64url'),
  };
}

function fingerprintOf(list: readonly unknown[], asOf: AsOf): string {
  return digest(JSON.stringify([...list, asOfKey(asOf)])).slice(0, 8);
}

function readCursor<Position>(
  cursor: string,
  isKnown: (fingerprint: string) => boolean,
  shape: z.ZodType<Position>,
): Position {
  const parsed = Cursor.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString('utf8')));
  if (!parsed.success || !isKnown(parsed.data[0])) throw new JingweiError('CURSOR_INVALID');
  const position = shape.safeParse(parsed.data.slice(1));
  if (!position.success) throw new JingweiError('CURSOR_INVALID');
  return position.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JingweiError('CURSOR_INVALID', {}, error);
  }
}

/** The connection of one page whose rows are given, with the one row more that tells of a next page. */
export function toConnection<Row, T, Position extends readonly (string | number)[] | readonly []>(
  page: PageRequest<Position>,
  rows: readonly Row[],
  toNode: (row: Row) => T,
  positionOf: (row: Row) => Position,
  count: () => number | Promise<number>,
): Connection<T> {
  const shown = rows.length > page.first ? rows.slice(0, page.first) : rows;
  const nodes = shown.map(toNode);
  const cursorAt = (row: Row | undefined): string | null =>
    row === undefined ? null : page.cursorOf(positionOf(row));
  return {
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: () => cursorAt(shown[index]) ?? '' })),
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== null,
      startCursor: () => cursorAt(shown[0]),
      endCursor: () => cursorAt(shown.at(-1)),
    },
    ...capTotal(page.most, count),
  };
}

/** Whether a page is asked for backwards. Throws BAD_INPUT when it is asked for both ways at once. */
export function isBackward({ after, last, before }: TwoWayPageArguments): boolean {
  const backward = last != null || before != null;
  if (backward && after != null)
    throw new JingweiError('BAD_INPUT', {
      reason: 'after goes with first, before with last',
      argument: 'after',
    });
  return backward;
}

/** The arguments of a page backwards as if its list ran the other way. */
export function turnArguments({ last, before }: TwoWayPageArguments): PageArguments {
  return { first: last, after: before };
}

/** A connection whose rows were read backwards, in the list's own order again. */
export function turnConnection<T>(connection: Connection<T>): Connection<T> {
  const { pageInfo, nodes, edges } = connection;
  return {
    ...connection,
    nodes: [...nodes].reverse(),
    edges: [...edges].reverse(),
    pageInfo: {
      hasNextPage: pageInfo.hasPreviousPage,
      hasPreviousPage: pageInfo.hasNextPage,
      startCursor: pageInfo.endCursor,
      endCursor: pageInfo.startCursor,
    },
  };
}

/** A total that stops where counting on would only cost time and tell nobody more. */
function capTotal(
  most: bigint,
  count: () => number | Promise<number>,
): Pick<Connection<unknown>, 'totalCount' | 'totalCountText'> {
  const cap = Number(most) - 1;
  let counted: Promise<number> | undefined;
  const total = (): Promise<number> => {
    counted ??= Promise.resolve(count());
    return counted;
  };
  return {
    totalCount: async () => Math.min(await total(), cap),
    totalCountText: async () => ((await total()) > cap ? `${cap}+` : String(await total())),
  };
}

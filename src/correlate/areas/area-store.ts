import type { Context } from '../../context.ts';
import {
  connectAreas,
  createAreas,
  forgetAreas,
  listAreas,
  noteAreaHistory,
  readAreaHistory,
} from '../../generated/statements.ts';
import type { Graph } from '../../graph/graph.ts';
import { digest } from '../../ids.ts';
import { type AreaEntry, type AreaHistory, buildAreaHistory } from '../../standardise/areas.ts';
import type { AreaShape } from './area-shape.ts';
import { outerOf } from './outer-area.ts';

/** All areas that are kept, with what tells them from others that were kept before. */
export interface KeptAreas {
  readonly hash: string;
  readonly history: AreaHistory;
}

const LEVELS: ReadonlyMap<string, AreaEntry['level']> = new Map([
  ['province', 'province'],
  ['prefecture', 'prefecture'],
  ['county', 'county'],
]);

/** The areas of each store as they were read last: they change once a year. */
const kept = new WeakMap<Graph, KeptAreas>();

/** All areas that are kept, read anew where another file of them was taken in since. */
export async function getAreas({ graph, signal }: Context): Promise<KeptAreas> {
  const [row] = await graph.read(readAreaHistory, {}, { signal });
  const hash = row?.hash ?? '';
  const known = kept.get(graph);
  if (known?.hash === hash) return known;
  const rows = await graph.read(listAreas, {}, { signal });
  const entries = rows.map(({ level, successors, years, shape, ...area }): AreaEntry => {
    const known = LEVELS.get(level);
    if (known === undefined) throw new Error(`The graph holds an unknown level of area: ${level}`);
    return {
      ...area,
      ...(shape === null ? {} : { shape }),
      level: known,
      successors: successors.map((code, place) => ({ code, year: years[place] ?? 0 })),
    };
  });
  const fresh = { hash, history: buildAreaHistory(entries) };
  kept.set(graph, fresh);
  return fresh;
}

/** Areas of the provinces that a file names take the place, with their shapes, of those that were kept of them. */
export async function keepAreas(
  context: Context,
  { entries }: AreaHistory,
  shapes: ReadonlyMap<string, AreaShape> = new Map(),
): Promise<void> {
  const provinces = [...new Set(entries.map(({ code }) => code.slice(0, 2)))].sort();
  const { history } = await getAreas(context);
  const others = history.entries.filter(({ code }) => !provinces.includes(code.slice(0, 2)));
  const all = buildAreaHistory([...others, ...entries]);
  const isOf = ({ code }: AreaEntry): boolean => provinces.includes(code.slice(0, 2));
  const within = entries.flatMap((entry) => connect(entry, outerOf(all, entry)));
  const succeeded = all.entries.flatMap((entry) =>
    entry.successors.flatMap(({ code, year }) => {
      const next = all.find(code, year);
      // Those of other provinces lost what connects them with these.
      const isLost = isOf(entry) || (next !== undefined && isOf(next));
      return isLost ? connect(entry, next).map((ends) => ({ ...ends, year: BigInt(year) })) : [];
    }),
  );
  const texts = all.entries.map((entry) => JSON.stringify(entry)).sort();
  await context.graph.write(async (transaction) => {
    await transaction.run(forgetAreas, { provinces });
    await transaction.run(createAreas, {
      rows: entries.map((entry) => ({
        id: areaId(entry),
        properties: { ...storedArea(entry), ...storedShape(shapes.get(entry.shape ?? '')) },
      })),
    });
    await transaction.run(connectAreas, { within, succeeded });
    await transaction.run(noteAreaHistory, { hash: digest(...texts) });
  });
}

function connect(from: AreaEntry, to: AreaEntry | undefined): readonly { from: string; to: string }[] {
  return to === undefined ? [] : [{ from: areaId(from), to: areaId(to) }];
}

/** A code may be given again: an area is its code and its first year. */
export function areaId({ code, from }: AreaEntry): string {
  return `${code}@${from}`;
}

function storedShape(shape: AreaShape | undefined) {
  return shape === undefined ? {} : { inside: shape.inside, border: shape.border };
}

function storedArea(entry: AreaEntry) {
  const { code, province, prefecture, name, level, from, to, successors } = entry;
  return {
    ...{ id: areaId(entry), code, province, prefecture, name, level },
    from: BigInt(from),
    to: to === null ? null : BigInt(to),
    successors: successors.map((succession) => succession.code),
    years: successors.map(({ year }) => BigInt(year)),
    shape: entry.shape ?? null,
  };
}

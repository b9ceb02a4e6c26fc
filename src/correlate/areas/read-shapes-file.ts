import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import { digest } from '../../ids.ts';
import { type AreaEntry, type AreaHistory, buildAreaHistory } from '../../standardise/areas.ts';
import { findCrossing } from '../place/check-rings.ts';
import { AreaGeometry, type AreaShape, coverGeometry, edgesOf } from './area-shape.ts';

const MOST_BYTES = 256 * 1024 ** 2;
const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const code = z.coerce.string().regex(/^\d{6}$/);
const Feature = z.object({
  type: z.literal('Feature'),
  properties: z.object({
    code: code.optional(),
    adcode: code.optional(),
    from: z.coerce.number().int().optional(),
  }),
  geometry: AreaGeometry,
});

/** A history of areas with the shapes that a file gives them. */
export interface ShapedAreas {
  readonly history: AreaHistory;
  /** By what the entries of the history name them with. */
  readonly shapes: ReadonlyMap<string, AreaShape>;
  /** Codes of areas that are too large to be sought by their shape. */
  readonly tooLarge: readonly string[];
}

/**
 * Gives areas their shapes: a GeoJSON FeatureCollection (RFC 7946) of Polygons and MultiPolygons, each with a property `code` (or `adcode`) and, of an
 * area that is no more, `from`, the year that it began in; without it the one that bore the code last is meant. Throws FILE_FORMAT naming the first feature that
 * does not fit, FILE_UNREADABLE.
 */
export async function readShapesFile(file: string, history: AreaHistory): Promise<ShapedAreas> {
  const parsed = Collection.safeParse(await readJson(file));
  if (!parsed.success) throw unfit(file, 'it is not a GeoJSON FeatureCollection');
  const shapes = new Map<string, AreaShape>();
  const shaped = new Map<AreaEntry, AreaEntry>();
  const tooLarge: string[] = [];
  for (const [place, given] of parsed.data.features.entries()) {
    const what = `feature ${place + 1}`;
    const feature = Feature.safeParse(given);
    if (!feature.success) {
      const issue = feature.error.issues[0];
      throw unfit(file, `${what}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`);
    }
    const { properties, geometry } = feature.data;
    const entry = findEntry(history, properties);
    if (entry === undefined) throw unfit(file, `${what}: no area of the history is ${nameOf(properties)}`);
    if (shaped.has(entry) || tooLarge.includes(entry.code))
      throw unfit(file, `${what}: ${nameOf(properties)} has a shape already`);
    const crossing = findCrossing(edgesOf(geometry));
    if (crossing !== null) throw unfit(file, `${what} crosses itself near ${crossing.join(', ')}`);
    const shape = coverGeometry(geometry);
    if (shape === null) {
      tooLarge.push(entry.code);
      continue;
    }
    const name = digest(entry.code, String(entry.from), ...shape.inside, '', ...shape.border);
    shapes.set(name, shape);
    shaped.set(entry, { ...entry, shape: name });
  }
  const entries = history.entries.map((entry) => shaped.get(entry) ?? entry);
  return { history: buildAreaHistory(entries), shapes, tooLarge };
}

type Named = z.infer<typeof Feature>['properties'];

function findEntry(history: AreaHistory, { code, adcode, from }: Named): AreaEntry | undefined {
  const bearers = history.bearers(code ?? adcode ?? '').filter((entry) => entry.code === (code ?? adcode));
  return from === undefined ? bearers.at(-1) : bearers.find((entry) => entry.from === from);
}

function nameOf({ code, adcode, from }: Named): string {
  return `${code ?? adcode ?? 'without a code'}${from === undefined ? '' : ` of ${from}`}`;
}

async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    const { size } = await stat(file);
    if (size > MOST_BYTES) throw unfit(file, `it is larger than ${MOST_BYTES / 1024 ** 2} MB`);
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof JingweiError) throw error;
    throw new JingweiError(
      'FILE_UNREADABLE',
      { file, reason: error instanceof Error ? error.message : '' },
      error,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unfit(file, 'it is not JSON', error);
  }
}

function unfit(file: string, reason: string, cause?: unknown): JingweiError {
  return new JingweiError('FILE_FORMAT', { file, format: 'geojson', reason }, cause);
}

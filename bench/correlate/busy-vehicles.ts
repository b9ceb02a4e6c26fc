import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CitySummary } from '../../src/city/generate-city.ts';

const FILE = 'traffic-police/passages.csv';
/** Vehicles that are driven all day long, and how often a camera sees each of them. */
const VEHICLES = 8;
const PASSAGES = 1_050;
/** Steps through the log that have no factor in common with its length, nearly always. */
const STRIDE = 7_919;
const MINUTE = 60_000;

/**
 * Lets some vehicles of a generated city pass a camera more than a thousand times: behind other vehicles, from the log, one to four minutes
 * later, so that each meets whoever is about. Returns how many rows that added.
 */
export async function addBusyVehicles({ directory }: CitySummary): Promise<number> {
  const file = join(directory, FILE);
  const [, ...rows] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
  const passages = rows.map((row) => row.split(','));
  const plates = [...new Set(passages.map(([, plate = '']) => plate))].slice(0, VEHICLES);
  const added = plates.flatMap((plate, vehicle) =>
    Array.from({ length: PASSAGES }, (_, time) => {
      const [, , gate = '', longitude = '', latitude = '', at = ''] =
        passages[(vehicle * 31 + time * STRIDE) % passages.length] ?? [];
      const later = Date.parse(`${at.replace(' ', 'T')}Z`) + ((time % 4) + 1) * MINUTE;
      const number = `GP99${String(vehicle).padStart(4, '0')}${String(time).padStart(6, '0')}`;
      const passedAt = new Date(later).toISOString().slice(0, 19).replace('T', ' ');
      return [number, plate, gate, longitude, latitude, passedAt].join(',');
    }),
  );
  await appendFile(file, `${added.join('\n')}\n`);
  return added.length;
}

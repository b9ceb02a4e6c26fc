import { join } from 'node:path';
import { csvLine, OutputFile } from '../output-file.ts';
import { dispatchNumber } from './departments/emergency-dispatch.ts';
import { caseNumber } from './departments/traffic-police.ts';
import type { CityWorld } from './world/city-world.ts';

/**
 * Writes `occasions.csv`: which dispatch was sent to which accident. They stay two events; the file is the truth about
 * same occasions.
 */
export async function writeOccasions(world: CityWorld, directory: string): Promise<void> {
  const file = await OutputFile.open(join(directory, 'occasions.csv'));
  try {
    file.line(csvLine(['accident', 'dispatch']));
    for (let index = 0; index < world.accidents.count; index++) {
      const day = world.dispatches.findAccidentDay(index);
      if (day === undefined || day < world.since) continue;
      file.line(csvLine([caseNumber(world, index, day), dispatchNumber(world, index, day)]));
      if (file.isFull) await file.flush();
    }
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

import { join } from 'node:path';
import { csvLine, OutputFile } from '../output-file.ts';
import type { CityWorld } from './world/city-world.ts';

/**
 * Writes `companions.csv`: which vehicles travel together (companion), and which pass one gate at the same hour and know
 * nothing of each other (regular).
 */
export async function writeCompanions(world: CityWorld, directory: string): Promise<void> {
  const file = await OutputFile.open(join(directory, 'companions.csv'));
  try {
    file.line(csvLine(['a', 'b', 'kind']));
    for (let group = 0; group < world.passages.groups; group++)
      for (const { a, b, kind } of world.passages.pairs(group)) file.line(csvLine([`V${a}`, `V${b}`, kind]));
    await file.finish();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

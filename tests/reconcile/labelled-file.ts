import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** A labelled file whose lines are made up: some are wrong, and so contradict others. */
export interface LabelledFile {
  readonly lines: number;
  /** Numbered from 0; those with one quotient by `GROUP` are one in truth. */
  readonly residents: number;
  /** Of a hundred lines, how many say the contrary of the truth. */
  readonly wrongInHundred: number;
  readonly seed: number;
}

const GROUP = 4;

/** Writes such a file line by line; `mentionOf` names a resident. */
export async function writeLabels(
  path: string,
  { lines, residents, wrongInHundred, seed }: LabelledFile,
  mentionOf: (no: number) => string,
): Promise<void> {
  const output = createWriteStream(path);
  output.write('a,b,verdict\n');
  let state = seed >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let line = 0; line < lines; line++) {
    const one = next(residents);
    const group = Math.floor(one / GROUP);
    // Every other line is about one of the same group, so that SAME is as frequent as DIFFERENT.
    const other = line % 2 === 0 ? group * GROUP + next(GROUP) : next(residents);
    const isSame = Math.floor(other / GROUP) === group;
    const isWrong = next(100) < wrongInHundred;
    const text = `${mentionOf(one)},${mentionOf(other)},${isSame === isWrong ? 'DIFFERENT' : 'SAME'}\n`;
    if (!output.write(text)) await once(output, 'drain');
  }
  output.end();
  await once(output, 'finish');
}

/** How many rows of a results file there are of each result; throws where a line is missing or stands twice. */
export async function countResults(path: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  let line = 1;
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const [no = '', result = ''] = text.split(',');
    if (no === 'line') continue;
    line += 1;
    if (Number(no) !== line) throw new Error(`Line ${line} has no result, or ${no} has two`);
    counts[result] = (counts[result] ?? 0) + 1;
  }
  return counts;
}

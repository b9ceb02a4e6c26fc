import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runIdentityStages } from '../../src/pipeline.ts';
import { judgeFile } from '../../src/reconcile/judge-file.ts';
import { buildJudgedTown, type JudgedTown } from './judged-town.ts';
import { countResults, writeLabels } from './labelled-file.ts';

let town: JudgedTown;
const folder = mkdtempSync(join(tmpdir(), 'jingwei-judge-'));

beforeAll(async () => {
  town = await buildJudgedTown();
  await town.register(
    Object.fromEntries(Array.from({ length: 9 }, (_, no) => [String(no), [`N${no}`, `R${no}`] as const])),
  );
});

const judge = async (name: string, lines: readonly string[]) => {
  const [file, results] = [join(folder, `${name}.csv`), join(folder, `${name}.results.csv`)];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const context = { ...town.context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
  const report = await judgeFile(context, {
    file,
    results,
    reason: 'All checked',
    onProgress: () => undefined,
  });
  return { report, results: readFileSync(results, 'utf8').trim().split('\n') };
};
const key = (no: number) => `${town.residents.id}|${no}|resident`;

describe('a labelled file', () => {
  it('is taken in row by row, by ids or by record keys, each row with what became of it', async () => {
    const lines = [
      'a,b,verdict,reason',
      `${key(0)},${key(1)},SAME,`,
      `${town.mentionOf('1')},${key(2)},same,"One, and the same"`,
      `${key(0)},${key(2)},DIFFERENT,`,
      `${key(3)},${key(99)},SAME,`,
      `${key(3)},nobody,SAME,`,
      `${key(3)},${key(4)},PERHAPS,`,
      `${key(3)},${key(4)},SAME,too,many,cells`,
      `${key(1)},${key(0)},SAME,`,
      `${key(5)},${key(5)},SAME,`,
      `${key(5)},${key(6)},UNSURE,`,
    ];
    const { report, results } = await judge('labels', lines);
    expect(report).toEqual({ rows: 10, live: 3, waiting: 0, contested: 1, repeated: 1, refused: 5 });
    expect(results.map((line) => line.split(',').slice(0, 2).join(' '))).toEqual([
      'line result',
      ...[
        '2 live',
        '3 live',
        '4 contested',
        '5 refused',
        '6 refused',
        '7 refused',
        '8 refused',
        '9 repeated',
      ],
      ...['10 refused', '11 live'],
    ]);
    expect(results[4]).toContain('NOT_FOUND');
    expect(await town.partition()).toBe('0 1 2 | 3 | 4 | 5 | 6 | 7 | 8');
    // Again, it changes nothing.
    const again = await judge('again', lines);
    expect(again.report).toEqual({ rows: 10, live: 0, waiting: 0, contested: 0, repeated: 5, refused: 5 });
  });

  it('of hundreds of lines that contradict each other leaves each row with its result, and nobody disobeyed', async () => {
    const [file, results] = [join(folder, 'many.csv'), join(folder, 'many.results.csv')];
    const labels = { lines: 300, residents: 9, wrongInHundred: 10, seed: 7 };
    await writeLabels(file, labels, key);
    const context = { ...town.context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
    const { rows, ...counts } = await judgeFile(context, {
      ...{ file, results, reason: 'All checked' },
      onProgress: () => undefined,
    });
    expect(rows).toBe(300);
    expect(await countResults(results)).toEqual(
      Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    );
    expect(counts.contested).toBeGreaterThan(0);
    expect(counts.repeated).toBeGreaterThan(counts.live);
  });

  it('without its columns is refused as a whole', async () => {
    for (const lines of [['left,right', 'x,y'], ['left,right']])
      await expect(judge('other', lines)).rejects.toMatchObject({ code: 'FILE_FORMAT' });
  });
});

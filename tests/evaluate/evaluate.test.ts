import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { openSet } from '../../src/evaluate/read-labelled-set.ts';
import { findPackageRoot } from '../../src/package-root.ts';

const GIVEN = 'anna,boris,clara,dmitri,elena,fedor,galina,harald,irina,jonas'.split(',');
const FAMILY = 'abel,brandt,conrad,dietz,engel,falk,gruber,hauser,imhof,jansen,keller,lorenz'.split(',');

const SET = `
truth: { column: entity }
mentions:
  person:
    kind: Person
    attributes:
      name: { kind: person-name, join: [given, family], separator: ' ' }
      born: { kind: date, column: born }
      town: { kind: locality, column: town }
`;

/** Two rows of each of 100 people who never lived, the second with a slip. */
function writeSet(): { readonly yaml: string; readonly csv: string } {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-evaluate-'));
  const rows = Array.from({ length: 100 }, (_, person) => {
    const given = GIVEN[person % 10] ?? '';
    const family = FAMILY[person % 12] ?? '';
    const born = `19${String(10 + ((person * 7) % 80))}-0${1 + (person % 9)}-${10 + (person % 17)}`;
    const town = `town ${person % 14}`;
    const slip = person % 2 === 0 ? `${family}n` : family;
    return [`${given},${family},${born},${town},${person}`, `${given},${slip},${born},,${person}`];
  });
  const [yaml, csv] = [join(folder, 'people.yaml'), join(folder, 'people.csv')];
  writeFileSync(yaml, SET);
  writeFileSync(csv, `${['given,family,born,town,entity', ...rows.flat()].join('\n')}\n`);
  return { yaml, csv };
}

describe('evaluate', () => {
  it('resolves a labelled file in memory, the same twice', async () => {
    const { yaml, csv } = writeSet();
    const run = () => evaluate('people', () => openSet(yaml, 'people', { files: [csv] }));
    const [first, second] = [await run(), await run()];
    expect(first).toMatchObject({ set: 'people', rows: 200, entities: 100, truePairs: 100 });
    expect(first.pairCompleteness).toBe(1);
    expect(first.clusters.f1).toBeGreaterThan(0.98);
    expect(second.models).toEqual(first.models);
    expect(second.clusters).toEqual(first.clusters);
  });

  it('counts a labelled row that says nothing as an entity found alone', async () => {
    const { yaml, csv } = writeSet();
    writeFileSync(csv, 'given,family,born,town,entity\n,,,,1\n,,,,1\n,,,,2\nanna,abel,1950-01-01,,2\n');
    const result = await evaluate('people', () => openSet(yaml, 'people', { files: [csv] }));
    expect(result).toMatchObject({ rows: 4, entities: 2, truePairs: 2, pairCompleteness: 0 });
    expect(result.clusters).toMatchObject({ precision: 1, recall: 0, exact: 0 });
    expect(result.clusters.bcubed).toMatchObject({ precision: 1, recall: 0.5 });
  });

  it('names a column of the truth that is not there, rather than finding nothing wrong', async () => {
    const { yaml, csv } = writeSet();
    const openWith = (truth: string) => {
      writeFileSync(yaml, SET.replace('truth: { column: entity }', `truth: ${truth}`));
      return openSet(yaml, 'people', { files: [csv] });
    };
    await expect(openWith('{ column: entty }')).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
      message: expect.stringContaining('there is no column entty in rows; did you mean entity?'),
    });
    writeFileSync(csv.replace('people.csv', 'truth.csv'), 'given,person\nanna,1\n');
    await expect(openWith('{ file: truth.csv, key: given, column: persn }')).rejects.toMatchObject({
      message: expect.stringContaining('there is no column persn in truth.csv; did you mean person?'),
    });
    await expect(openWith('{ file: truth.csv, key: born, column: person }')).rejects.toMatchObject({
      message: expect.stringContaining('there is no column born in truth.csv'),
    });
    await expect(openWith('{ file: truth.csv, column: person }')).rejects.toMatchObject({
      message: expect.stringContaining('a file needs a key'),
    });
    expect((await openWith('{ file: truth.csv, key: given, column: person }')).rows()).toBe(200);
  });

  it('says of a file without rows that it has none', async () => {
    const { yaml, csv } = writeSet();
    writeFileSync(csv, 'given,family,born,town,entity\n');
    await expect(openSet(yaml, 'people', { files: [csv] })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('it holds no rows'),
    });
  });

  it.each([
    ['truth: { facilty: [controlNo] }', 'there is no role facilty; did you mean facility?'],
    ['truth: { facility: [contrlNo] }', 'there is no column contrlNo in'],
    ['hide: [contrlNo]', 'did you mean controlNo?'],
  ])('holds a set of departments to its contracts: %s', async (said, problem) => {
    const contract = fileURLToPath(
      new URL('examples/tainan/environment/facilities.odcs.yaml', findPackageRoot()),
    );
    const yaml = join(mkdtempSync(join(tmpdir(), 'jingwei-evaluate-')), 'set.yaml');
    writeFileSync(yaml, `datasets:\n  - contract: ${contract}\n    file: facilities.csv\n    ${said}\n`);
    await expect(openSet(yaml, 'set')).rejects.toMatchObject({
      code: 'MAPPING_INVALID',
      message: expect.stringContaining(problem),
    });
  });
});

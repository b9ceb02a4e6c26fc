import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { openSet } from '../../src/evaluate/read-labelled-set.ts';

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
});

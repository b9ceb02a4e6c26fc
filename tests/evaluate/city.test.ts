import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateCity } from '../../src/city/generate-city.ts';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { openSet } from '../../src/evaluate/read-labelled-set.ts';

describe('a small city of seven departments', () => {
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-city-'));
  beforeAll(async () => {
    await generateCity({ persons: 80, seed: 4711, directory });
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is resolved kind by kind without merging strangers', async () => {
    const { kinds } = await evaluate(
      'city',
      () => openSet('evaluation/city.yaml', 'city', { folder: directory }),
      {
        kinds: ['Person', 'Organization', 'Place'],
      },
    );
    expect(kinds.Person?.clusters.precision).toBeGreaterThan(0.97);
    expect(kinds.Person?.clusters.recall).toBeGreaterThan(0.93);
    expect(kinds.Organization?.clusters.precision).toBeGreaterThan(0.98);
    expect(kinds.Place?.clusters.precision).toBeGreaterThan(0.97);
  }, 60_000);
});

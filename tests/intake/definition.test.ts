import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveRelationships } from '../../src/intake/contract/resolve-relationships.ts';
import {
  loadDefinition,
  parseDefinition,
  parseStoredDefinition,
  readDefinitionTexts,
} from '../../src/intake/definition.ts';
import { contractText, define, mappingHead } from './definition-fixture.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jingwei-definition-'));
});
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe('a definition', () => {
  it('is loaded from the contract and the mapping beside it', async () => {
    const path = await write('things.odcs.yaml', contractText(['{ name: id }']));
    await write('things.mapping.yaml', `${mappingHead}record: { key: [id] }\nmentions: {}`);
    const definition = await loadDefinition(path);
    expect(definition.id).toBe('testcity-registry/things');
    expect(definition.contract.object.name).toBe('things');
    expect(definition.mapping.record.key).toEqual(['id']);
  });

  it('without its mapping, or under another name, says what is missing', async () => {
    const lonely = await write('lonely.odcs.yaml', contractText(['{ name: id }']));
    await expect(loadDefinition(lonely)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      details: { file: join(folder, 'lonely.mapping.yaml') },
    });
    await expect(loadDefinition(join(folder, 'x.yaml'))).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('has a hash that changes with either text and with nothing else', () => {
    const one = define(['{ name: id }'], 'mentions: {}');
    expect(define(['{ name: id }'], 'mentions: {}').hash).toBe(one.hash);
    expect(define(['{ name: id }'], 'mentions: {} ').hash).not.toBe(one.hash);
    expect(define(['{ name:  id }'], 'mentions: {}').hash).not.toBe(one.hash);
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says of a broken file which of the two it is', () => {
    const texts = {
      contractFile: 'a.odcs.yaml',
      contractText: contractText(['{ name: id }']),
      mappingFile: 'a.mapping.yaml',
    };
    expect(() => parseDefinition({ ...texts, mappingText: 'x: 1' })).toThrow(
      expect.objectContaining({ code: 'MAPPING_INVALID' }),
    );
    expect(() => parseDefinition({ ...texts, contractText: 'apiVersion: v3.1.0', mappingText: '' })).toThrow(
      expect.objectContaining({ code: 'CONTRACT_INVALID' }),
    );
  });

  it('is read by the rules that it was taken in under once it is stored', () => {
    const texts = {
      contractFile: 'things.odcs.yaml',
      contractText: contractText(['{ name: id }', '{ name: tags, logicalType: array }']),
      mappingFile: 'things.mapping.yaml',
      mappingText: `${mappingHead}mentions:
  whole: { kind: Thing, attributes: { tags: { kind: text, column: tags } } }
  each: { kind: Thing, each: { column: tags, split: ',' }, item: item, attributes: {} }
`,
    };
    expect(() => parseDefinition(texts)).toThrow(expect.objectContaining({ code: 'MAPPING_INVALID' }));
    expect(parseStoredDefinition(texts).mapping.mentions).toHaveLength(2);
    expect(() => parseStoredDefinition({ ...texts, mappingText: 'x: 1' })).toThrow(
      expect.objectContaining({ code: 'MAPPING_INVALID' }),
    );
  });
});

describe('foreign keys', () => {
  const own = (to: string) => [`{ name: owner, relationships: [{ to: ${to} }] }`];
  const resolve = async (to: string) => {
    const file = await write(
      'owning.odcs.yaml',
      contractText(own(to)).replace('registry/things', 'registry/owning'),
    );
    await write('owning.mapping.yaml', `${mappingHead}mentions: {}`);
    return resolveRelationships(parseDefinition(await readDefinitionTexts(file)).contract);
  };

  it('find the dataset that they point to', async () => {
    await write(
      'people.odcs.yaml',
      contractText(['{ name: no }']).replace('registry/things', 'registry/people'),
    );
    expect(await resolve('people.odcs.yaml#/schema/things/properties/no')).toEqual({
      ok: true,
      value: [
        {
          columns: ['owner'],
          dataset: 'testcity-registry/people',
          object: 'things',
          targetColumns: ['no'],
          onMissing: 'quarantine',
        },
      ],
    });
  });

  it.each([
    ['gone.odcs.yaml#/schema/things/properties/no', /gone.odcs.yaml cannot be read/],
    ['people.odcs.yaml#/schema/people/properties/no', /has no object people/],
    ['people.odcs.yaml#/schema/things/properties/id', /has no column id/],
  ])('to %s are a problem with its place', async (to, expected) => {
    const resolved = await resolve(to);
    const [problem] = resolved.ok ? [] : resolved.problems;
    expect(problem?.reason).toMatch(expected);
    expect(problem?.line).toBe(14);
  });
});

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTextQuery, escapeLucene, quoteLucene } from '../../src/resolve/lucene.ts';
import { migrateAgain } from '../setup/migrate-again.ts';
import { onStore } from '../setup/on-store.ts';
import { buildSmallTown, type SmallTown } from './small-town.ts';

let town: SmallTown;

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  // Characters that hardly stand together anywhere else, so that other tests' people do not get in the way.
  await town.deliver(town.residents, [
    ['1', '鼗龢', '13800138001', `${tag}A`, `澜州市犇羴区${tag}巷22号`, '120.1', '30.1', '2010-01-01', ''],
    ['2', '鼗龢龘', '13800138002', `${tag}B`, `澜州市犇羴区${tag}巷23号`, '120.2', '30.2', '2011-01-01', ''],
    ['3', '台灣鼗', '13800138003', `${tag}C`, '', '', '', '', ''],
    ['4', `${tag} Lovelace Ada`, '13800138004', `${tag}D`, '', '', '', '', ''],
    ['5', '歐陽龘龢', '13800138005', `${tag}E`, '', '', '', '', ''],
    ['6', '阿龘古麗・犇羴', '13800138006', `${tag}F`, '', '', '', '', ''],
    ['7', '犇乾', '13800138007', `${tag}G`, '', '', '', '', ''],
  ]);
  await town.deliver(town.vehicles, [['v1', `${tag}-沪A12345`, '鼗龢', `${tag}A`, '2015-05-01', '']]);
});

const SEARCH = `query ($text: String!, $kind: EntityKind, $first: Int, $after: String) {
  search(text: $text, kind: $kind, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { score entity { id name kind departments { id } } mention { name role } } } }`;

interface Found {
  readonly entity: { readonly name: string; readonly departments: readonly { readonly id: string }[] };
}

/** Names of those of this town who are found: on a server that is used again, others bear them too. */
async function names(text: string, kind?: string): Promise<readonly string[]> {
  const { search } = await town.ask<{ search: { nodes: readonly Found[] } }>(SEARCH, {
    text,
    kind,
    first: 100,
  });
  const own = search.nodes.filter(({ entity }) =>
    entity.departments.some(({ id }) => id.startsWith(town.tag)),
  );
  return own.map(({ entity }) => entity.name);
}

describe('search', () => {
  it.each([
    ['a name in Han characters, the exact one first', '鼗龢', ['鼗龢', '鼗龢龘']],
    ['a name in traditional characters that was stored so', '台灣鼗', ['台灣鼗']],
    ['the same in simplified ones', '台湾鼗', ['台灣鼗']],
    ['a name in simplified characters that was stored traditional', '欧阳龘龢', ['歐陽龘龢']],
    ['spaces between the characters', '鼗 龢', ['鼗龢', '鼗龢龘']],
  ])('finds %s', async (_, text, expected) => {
    expect(await names(text, 'Person')).toEqual(expected);
  });

  it('finds by a single character wherever it stands, names that begin with it first', async () => {
    expect(await names('鼗', 'Person')).toEqual(['鼗龢', '鼗龢龘', '台灣鼗']);
    expect(await names('龢', 'Person')).toEqual(expect.arrayContaining(['鼗龢', '鼗龢龘', '歐陽龘龢']));
    expect(await names('羴', 'Person')).toEqual(['阿龘古麗・犇羴']);
    const { search } = await town.ask(SEARCH, { text: '鼗', first: 100 });
    expect(search.totalCount).toBe(search.nodes.length);
  });

  it.each([
    ['adaguli benshan'],
    ['adagulibenshan'],
    ['adaguli·benshan'],
    ['a da gu li ben shan'],
    ['benshan'],
    ['阿龘古丽犇羴'],
    ['阿龘古麗犇羴'],
    ['阿龘古丽•犇羴'],
  ])('finds a name of parts by its parts, with the dot between them or without: %s', async (text) => {
    expect(await names(text, 'Person')).toContain('阿龘古麗・犇羴');
  });

  it('finds it so in a store from before its parts were kept', async () => {
    const parameters = { dataset: town.residents.id, name: '阿龘古麗・犇羴' };
    const read = 'MATCH (m:Mention {dataset: $dataset, name: $name}) RETURN m.textPersonal AS text';
    await onStore('MATCH (m:Mention {dataset: $dataset, name: $name}) SET m.textPersonal = $text', {
      ...parameters,
      text: '阿龘古麗・犇羴 • 阿龘古丽·犇羴 • a da gu li · ben shan • adaguli·benshan',
    });
    expect(await names('benshan', 'Person')).toEqual([]);
    await migrateAgain(town.graph, '032');
    const once = await onStore(read, parameters);
    await migrateAgain(town.graph, '032');
    expect(await onStore(read, parameters)).toEqual(once);
    for (const text of [
      'benshan',
      'adaguli benshan',
      'adagulibenshan',
      'a da gu li ben shan',
      '阿龘古丽犇羴',
    ])
      expect(await names(text, 'Person')).toContain('阿龘古麗・犇羴');
  });

  it.each([['犇乾'], ['ben qian'], ['benqian'], ['qian ben']])(
    'finds 乾 as it is written and read: %s',
    async (text) => {
      expect(await names(text, 'Person')).toContain('犇乾');
    },
  );

  it.each([['ouyang dahe'], ['ouyangdahe'], ['OUYANG DAHE'], ['dahe ouyang'], ['ou yang da he']])(
    'finds by pinyin: %s',
    async (text) => {
      expect(await names(text, 'Person')).toContain('歐陽龘龢');
    },
  );

  it('finds Latin names in either order, and by the beginning of a word', async () => {
    for (const text of [`${town.tag} ada lovelace`, `Lovelace ${town.tag}`, `${town.tag} LOVEL`]) {
      expect(await names(text, 'Person')).toEqual([`${town.tag} Lovelace Ada`]);
    }
  });

  it('finds by an identifier as typed, before anything else', async () => {
    const { search } = await town.ask(SEARCH, { text: ` ${town.tag}a `, first: 5 });
    expect(search.nodes[0].entity).toMatchObject({ name: '鼗龢', kind: 'Person' });
    expect(await names(`${town.tag}-沪A12345`)).toEqual([`${town.tag}-沪A12345`]);
  });

  it('finds by a part of an address', async () => {
    expect(await names(`犇羴区${town.tag}巷`, 'Place')).toHaveLength(2);
  });

  it('gives each entity once, though several of its mentions match', async () => {
    const { search } = await town.ask(SEARCH, { text: '鼗龢', kind: 'Person', first: 100 });
    const ids = search.nodes.map(({ entity }: { entity: { id: string } }) => entity.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(search.totalCount).toBe(ids.length);
  });

  it('pages through all hits without a gap or a repeat', async () => {
    const all = await town.ask(SEARCH, { text: '鼗龢', first: 100 });
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const {
        search,
      }: {
        search: {
          nodes: { entity: { id: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      } = await town.ask(SEARCH, { text: '鼗龢', first: 1, after });
      seen.push(...search.nodes.map(({ entity }) => entity.id));
      if (!search.pageInfo.hasNextPage) break;
      after = search.pageInfo.endCursor;
    }
    expect(seen).toEqual(all.search.nodes.map(({ entity }: { entity: { id: string } }) => entity.id));
  });

  it.each(['', ' ', '???', '"', '\\', '+-&&||!(){}[]^"~*?:\\/', '。，', '\u0000', '👍'])(
    'finds nothing for %j, which has no letters',
    async (text) => {
      expect((await town.ask(SEARCH, { text })).search).toMatchObject({ totalCount: 0, nodes: [] });
    },
  );

  it.each([
    'AND',
    'OR NOT',
    'TO',
    'a AND',
    '[a TO b]',
    '{x TO *}',
    'name:王',
    'textSensitive:王',
    '*',
    '*:*',
    '王*',
    '王~2',
    '"王',
    '王"^4',
    '(王',
    '王)',
    'a\\',
    '/a(/',
    'a^',
    'a^-1',
    '王 && 李',
    '!王',
    '+王 -李',
    'x'.repeat(500),
    `${'王'.repeat(250)} ${'a '.repeat(120)}`,
    '\ud800',
    'ﬁ',
    'İ',
  ])('takes Lucene syntax as text: %j', async (text) => {
    expect(await town.refuse(SEARCH, { text })).toEqual([]);
  });

  it('never fails, whatever the text', async () => {
    const specials = fc.constantFrom(
      ...'+-!(){}[]^"~*?:\\/&|<>= \t',
      'AND ',
      'OR',
      'NOT ',
      'TO',
      '王',
      'a',
      '1',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: specials, maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await town.refuse(SEARCH, { text, first: 1 })).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a text that nobody types', async () => {
    expect(await town.refuse(SEARCH, { text: 'x'.repeat(501) })).toEqual(['BAD_INPUT']);
  });
});

describe('escaping for Lucene', () => {
  it('leaves nothing with a meaning, and no operator', () => {
    expect(escapeLucene('a+b AND (c:d)')).toBe('a\\+b\\ and\\ \\(c\\:d\\)');
    expect(quoteLucene('a"b\\c')).toBe('"a\\"b\\\\c"');
  });

  it('makes nothing of a text without letters', () => {
    expect(buildTextQuery(' -- ', { fields: ['textPublic'], datasets: null })).toBeNull();
  });

  it('keeps only letters, marks and digits outside its own syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const bare = (buildTextQuery(text, { fields: ['textPublic'], datasets: null }) ?? '').replace(
          /"(?:[^"\\]|\\.)*"(?:\^[24])?|textPublic:(?=\()/g,
          '',
        );
        expect(bare).toMatch(/^(?:[\p{L}\p{M}\p{N}\s()+*?^]|\\.)*$/u);
      }),
    );
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { keepAreas } from '../../src/correlate/areas/area-store.ts';
import { fileMentions } from '../../src/correlate/areas/file-mentions.ts';
import { parseDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { type AreaEntry, type AreaHistory, buildAreaHistory } from '../../src/standardise/areas.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { judgePieces, listPieces } from './area-paths.ts';
import { lcg, NEVER, overlap, runs, statedPeriod } from './oracle.ts';
import { type Answer, buildWatchedTown, type Visit, type WatchedTown } from './watched-town.ts';

const HOURS_14 = 14 * 3_600_000;
const area = (
  code: string,
  name: string,
  from: number,
  to: number | null,
  successors: AreaEntry['successors'] = [],
): AreaEntry => ({
  ...{ code, province: '砚省', prefecture: code === '970000' ? '' : '砚州市', name, from, to, successors },
  level: code === '970000' ? 'province' : code === '970100' ? 'prefecture' : 'county',
});
const goes = (year: number, ...codes: readonly string[]) => codes.map((code) => ({ code, year }));
/** No other test has areas of this province. */
const ENTRIES: readonly AreaEntry[] = [
  area('970000', '砚省', 1981, null),
  area('970100', '砚州市', 1981, null),
  area('970101', '砚东区', 1981, null, goes(2010, '970104')),
  area('970102', '砚旧区', 1981, 2005, goes(2005, '970101')),
  area('970103', '砚阳县', 1981, 2000, goes(2000, '970105', '970106')),
  area('970104', '砚新区', 2010, null),
  area('970105', '砚北区', 2000, null),
  area('970106', '砚南区', 2000, 2015, goes(2015, '970105')),
  area('970107', '砚湖县', 1981, 1995, goes(1995, '970107')),
  area('970107', '砚湖区', 1995, null),
  // Two that took each other over and back.
  area('970108', '砚甲区', 1981, 2001, goes(2001, '970109')),
  area('970109', '砚乙区', 1981, 2008, goes(2008, '970108')),
  area('970108', '砚丙区', 2008, null),
];
const COUNTIES = ENTRIES.filter(({ level }) => level === 'county');
const TEXTS = [...new Set(COUNTIES.flatMap(({ code, name }) => [code, name]))];
const SINCE = [
  '',
  '1990',
  '1994-12-31',
  '1999-06',
  '2004-03-01',
  '2005-07-01',
  '2010-01-01',
  '2012-02-29',
  '2024',
];
const UNTIL = ['', '1996', '2000-01-01', '2005-07-01', '2010-08', '2016-05-01', '2024-01-01T08:30:00'];
const LIST =
  'totalCount areas { area { code name } fromYear toYear certainty } nodes { certainty record { key } }';

let town: WatchedTown;
let history: AreaHistory;
const pieces = listPieces(ENTRIES);
const rows: Visit[] = [];

beforeAll(async () => {
  town = await buildWatchedTown();
  history = buildAreaHistory(ENTRIES);
  await keepAreas(town.context, history);
  const random = lcg(11);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  while (rows.length < 160) {
    const [since, until, text] = [pick(SINCE), pick(UNTIL), pick(TEXTS)];
    const stated = statedPeriod(since, until);
    if (stated.firstBegin >= stated.lastEnd) continue;
    const isCode = /^\d/.test(text);
    const before = pick(['', '', '砚州市', '砚省砚州市']);
    rows.push({
      ...{ no: `v${rows.length}`, who: [`p${rows.length % 20}`], since, until },
      code: isCode ? text : '',
      address: isCode ? '' : `${before}${text}${pick(['', '海棠路8号', '文昌街12号3栋'])}`,
    });
  }
  rows.push(
    {
      no: 'city',
      who: ['p1'],
      code: '',
      address: '砚州市海棠路8号',
      since: '2020-01-01',
      until: '2020-01-01',
    },
    { no: 'nowhere', who: ['p1'], code: '', address: '海棠路8号', since: '2020-01-01', until: '2020-01-01' },
  );
  await town.visits(rows);
});

/** What a name or a code meant in a year. */
function bearersOf(text: string, year: number): readonly AreaEntry[] {
  const all = ENTRIES.filter(({ code, name }) => code === text || name === text);
  const standing = all.filter(({ from, to }) => from <= year && (to === null || year < to));
  if (standing.length > 0) return standing;
  const ended = all.filter(({ to }) => to !== null && to <= year).sort((a, b) => (b.to ?? 0) - (a.to ?? 0));
  return ended.slice(0, 1).length > 0
    ? ended.slice(0, 1)
    : [...all].sort((a, b) => a.from - b.from).slice(0, 1);
}

/** All readings of a text within a stretch of time: the year before too, for the day of a change is unknown. */
function readText(text: string, begun: number, written: number, asked: AreaEntry, target: number) {
  const verdicts = new Set<string>();
  const read = (year: number): void => {
    for (const entry of bearersOf(text, year)) {
      const at = Math.min(Math.max(year, entry.from), (entry.to ?? 9999) - 1);
      const within = (one: AreaEntry) =>
        one === asked || (asked.level !== 'county' && one.level === 'county');
      verdicts.add(judgePieces(pieces, entry, at, within, target));
    }
  };
  const marks = Array.from({ length: 56 }, (_, at) => Date.UTC(1975 + at, 0, 1)).flatMap((start) => [
    ...[-HOURS_14 - 1, -HOURS_14, HOURS_14 - 1, HOURS_14].map((off) => start + off),
  ]);
  for (const at of [
    begun,
    ...marks.filter((mark) => mark > begun && mark < written),
    Math.max(begun, written - 1),
  ]) {
    const [from, to] = [at - HOURS_14, at + HOURS_14].map((time) => new Date(time).getUTCFullYear());
    for (let year = (from ?? 0) - 1; year <= (to ?? 0); year++) read(Math.min(Math.max(year, 1976), 2029));
  }
  if (verdicts.size > 1) return 'POSSIBLE';
  return [...verdicts][0] ?? 'NONE';
}

/** Keys of the rows in an area over a window, with how sure they are. */
function expectRows(asked: AreaEntry, target: number, since: number, until: number): readonly string[] {
  return rows
    .flatMap((row) => {
      const text = row.code || (TEXTS.find((one) => row.address.includes(one)) ?? '');
      const stated = statedPeriod(row.since, row.until);
      const written = stated.lastEnd >= NEVER ? Date.now() : stated.lastEnd;
      const begun = stated.firstBegin <= -NEVER ? written : stated.firstBegin;
      const place =
        row.no === 'city' && asked.level !== 'county'
          ? 'CERTAIN'
          : text === ''
            ? 'NONE'
            : readText(text, begun, written, asked, target);
      const sure = overlap(stated, since, until);
      if (sure === null || place === 'NONE') return [];
      return [`${row.no} ${place === 'CERTAIN' ? sure : 'POSSIBLE'}`];
    })
    .sort();
}

const tell = ({ nodes }: Answer): readonly string[] =>
  nodes.map(({ certainty, record }: Answer) => `${record.key} ${certainty}`).sort();
const within = async (input: Answer, during: Answer = null, asOf: Answer = null) =>
  (
    await town.ask(
      `query ($area: AreaInput!, $during: During, $asOf: AsOf, $datasets: [ID!]) {
        within(area: $area, during: $during, asOf: $asOf, datasets: $datasets, first: 300) { ${LIST} }
      }`,
      { area: input, during, asOf, datasets: town.datasets },
    )
  ).within;

describe('records in an area', () => {
  it('are those of a loop over all rows and all ways that land may have gone, then and now', async () => {
    const years = [1985, 1997, 2003, 2007, 2012, 2024];
    const asked = ENTRIES.flatMap((entry) =>
      years
        .filter((year) => entry.from <= year && (entry.to === null || year < entry.to))
        .map((year) => ({ entry, year })),
    );
    const edges = [
      '',
      '1994-12-31T16:00:00Z',
      '2005-07-01T00:00:00Z',
      '2010-01-01T00:00:00Z',
      '2016-01-01T00:00:00Z',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...asked),
        fc.constantFrom(...edges),
        fc.constantFrom(...edges),
        async ({ entry, year }, from, to) => {
          if (from !== '' && to !== '' && from >= to) return;
          const answer = await within({ code: entry.code, year }, { from: from || null, to: to || null });
          const expected = expectRows(
            ...([entry, year] as const),
            from === '' ? -NEVER : Date.parse(from),
            to === '' ? NEVER : Date.parse(to),
          );
          expect([entry.name, year, ...tell(answer)]).toEqual([entry.name, year, ...expected]);
          expect(answer.totalCount).toBe(expected.length);
        },
      ),
      { numRuns: runs(25) },
    );
  }, 120_000);

  it('come with the areas that they are filed under', async () => {
    const { areas } = await within({ code: '970101' });
    expect(areas.map(({ area: { name }, ...cover }: Answer) => ({ name, ...cover }))).toEqual([
      { name: '砚东区', fromYear: 1981, toYear: 2010, certainty: 'POSSIBLE' },
      { name: '砚旧区', fromYear: 1981, toYear: 2005, certainty: 'POSSIBLE' },
      { name: '砚东区', fromYear: 2010, toYear: null, certainty: 'CERTAIN' },
    ]);
    expect((await within({ code: '970102' })).areas.map(({ area: { name } }: Answer) => name)).toEqual([
      '砚旧区',
      '砚东区',
      '砚新区',
    ]);
  });

  it('are told by presence and timeline too, and counted by density', async () => {
    const during = { from: '2000-01-01T00:00:00Z', to: '2012-01-01T00:00:00Z' };
    const answer = await town.ask(
      `query ($area: AreaInput!, $during: During, $datasets: [ID!]) {
        presence(area: $area, during: $during, datasets: $datasets, first: 300) { nodes { certainty record { key } } }
        timeline(area: $area, during: $during, datasets: $datasets, first: 300) {
          nodes { certainty record { key } } gaps(longest: 2) { from to } areas(first: 1) { certainty }
        }
        density(area: $area, during: $during, datasets: $datasets) { cell count }
      }`,
      { area: { code: '970105' }, during, datasets: town.datasets },
    );
    const expected = tell(await within({ code: '970105' }, during));
    expect(expected.length).toBeGreaterThan(5);
    expect([tell(answer.presence), tell(answer.timeline)]).toEqual([expected, expected]);
    expect(answer.timeline.areas.length).toBe(1);
    expect(answer.density).toEqual([{ cell: null, count: expected.length }]);
  });

  it('are those of an earlier state of knowledge, when it is asked', async () => {
    const before = new Date().toISOString();
    const all = tell(await within({ code: '970104' }));
    const changed = rows.map((row) =>
      row.no === 'city'
        ? { ...row, address: '砚新区海棠路8号' }
        : row.code === '970104'
          ? { ...row, code: '970105' }
          : row,
    );
    await town.visits(changed);
    const now = tell(await within({ code: '970104' }));
    expect(now).toContain('city CERTAIN');
    expect(now.length).toBeLessThan(all.length);
    expect(tell(await within({ code: '970104' }, null, { recorded: before }))).toEqual(all);
    expect(tell(await within({ code: '970104' }, null, { recorded: '2001-01-01T00:00:00Z' }))).toEqual([]);
    await town.visits(rows);
    expect(tell(await within({ code: '970104' }))).toEqual(all);
  });

  it('are refused of an unknown area, of one that did not stand then, and of two places at once', async () => {
    const refuse = (args: string) => town.refuse(`{ ${args} }`);
    expect(await refuse('within(area: { code: "979999" }) { totalCount }')).toEqual(['AREA_UNKNOWN']);
    expect(await refuse('within(area: { code: "970104", year: 2009 }) { totalCount }')).toEqual([
      'AREA_UNKNOWN',
    ]);
    expect(
      await refuse('within(area: { code: "970104" }, asOf: { valid: "2009-01-01" }) { totalCount }'),
    ).toEqual(['AREA_UNKNOWN']);
    expect(await refuse('within { totalCount }')).toEqual(['BAD_INPUT']);
    expect(await refuse('presence(place: "e_1", area: { code: "970104" }) { totalCount }')).toEqual([
      'BAD_INPUT',
    ]);
    expect(await refuse('timeline(entity: "e_1", area: { code: "970104" }) { totalCount }')).toEqual([
      'BAD_INPUT',
    ]);
    expect(await refuse('density(area: { code: "970104" }, resolution: 3) { count }')).toEqual(['BAD_INPUT']);
    expect(await refuse('density(by: DAY, area: { code: "970104" }) { count }')).toEqual(['BAD_INPUT']);
    expect(await refuse('areaCover(area: { code: "970104" }, first: 0) { certainty }')).toEqual([
      'BAD_INPUT',
    ]);
    expect(await refuse('areas(code: "970104", first: 1001) { code }')).toEqual(['BAD_INPUT']);
  });
});

describe('what was taken in before areas were kept', () => {
  it('is filed by the command that takes areas in, its earlier versions too', async () => {
    const before = new Date().toISOString();
    const all = tell(await within({ code: '970105' }));
    await town.visits(rows.map((row) => (row.code === '970105' ? { ...row, code: '970106' } : row)));
    const now = tell(await within({ code: '970105' }));
    await forgetFilings(town.datasets[3] ?? '');
    expect(tell(await within({ code: '970105' }))).toEqual([]);
    expect(await fileMentions(town.context)).toBeGreaterThan(150);
    expect(tell(await within({ code: '970105' }))).toEqual(now);
    expect(tell(await within({ code: '970105' }, null, { recorded: before }))).toEqual(all);
    await town.visits(rows);
  }, 120_000);
});

/** As a store was before it had the keys. */
async function forgetFilings(dataset: string): Promise<void> {
  for (const label of ['Mention', 'MentionVersion'])
    await onStore(
      `MATCH (m:${label}) WHERE m.dataset = $dataset REMOVE m.areaMoment, m.areaSpan, m.areaClass`,
      { dataset },
    );
}

describe('an address that a caller may not see', () => {
  it('puts no record into an area for him, though he may see the record', async () => {
    const { context, graph, tag } = town;
    const definition = hiddenHomes(`${tag}-homes/homes`);
    const file = join(mkdtempSync(join(tmpdir(), 'jingwei-homes-')), 'homes.csv');
    writeFileSync(file, 'no,address,at\nh1,砚湖区海棠路8号,2020-01-01\n');
    await deliver(context, { definition, file });
    const datasets = [definition.id];
    const matter = await openTestMatter(context, { datasets, people: ['a'] });
    const caller = { user: 'a', role: 'analyst', department: null } as const;
    const schema = buildSchema();
    const ask = async (under: string | null): Promise<Answer> => {
      const { data, errors } = await graphql({
        schema,
        source: `query ($datasets: [ID!]) {
          records(where: { datasets: $datasets }) { nodes { key } }
          within(area: { code: "970107" }, datasets: $datasets) { totalCount nodes { record { key } } gaps { from } }
          density(area: { code: "970107" }, datasets: $datasets) { count }
          asOf: within(area: { code: "970107" }, datasets: $datasets, asOf: { recorded: "2100-01-01" }) { totalCount }
        }`,
        variableValues: { datasets },
        contextValue: createRequestContext({
          ...{ graph, settings: context.settings, clock: Date.now, caller, matter: under },
        }),
      });
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data));
    };
    const [open, named] = [await ask(null), await ask(matter)];
    expect(open).toEqual({
      records: { nodes: [{ key: 'h1' }] },
      within: { totalCount: 0, nodes: [], gaps: [] },
      ...{ density: [], asOf: { totalCount: 0 } },
    });
    expect(named.within.nodes).toEqual([{ record: { key: 'h1' } }]);
    expect([named.density, named.asOf]).toEqual([[{ count: 1 }], { totalCount: 1 }]);
  });
});

/** Keys and times that everybody may see, addresses that are personal. */
function hiddenHomes(id: string) {
  return parseDefinition({
    contractFile: 'homes.odcs.yaml',
    contractText: `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Invented homes
version: 1.0.0
status: active
team: { name: ${id.split('/')[0]}, description: Invented }
servers:
  - { server: file, type: local, path: homes.csv, format: csv }
schema:
  - name: homes
    physicalName: homes
    properties:
      - { name: no, classification: public, required: true, primaryKey: true, primaryKeyPosition: 1 }
      - { name: address, classification: personal }
      - { name: at, classification: public }
customProperties:
  - { property: encoding, value: UTF-8 }
  - { property: timeZone, value: UTC }
  - { property: region, value: CN }
  - { property: sharing, value: open }
`,
    mappingFile: 'homes.mapping.yaml',
    mappingText: `contract: { file: homes.odcs.yaml, object: homes }
delivery: FULL
record:
  key: [no]
  period: { at: at }
mentions:
  home:
    kind: Place
    attributes:
      address: { kind: address, column: address }
`,
  });
}

describe('areas', () => {
  it('are found by code, by name in either script and by year, with what became of them', async () => {
    const { areas } = await town.ask(
      `{ areas(name: "砚陽縣") { code level fromYear toYear within { name within { name level } }
         successors { year area { name } } predecessors { year area { name } } } }`,
    );
    expect(areas).toEqual([
      {
        ...{ code: '970103', level: 'COUNTY', fromYear: 1981, toYear: 2000, predecessors: [] },
        within: { name: '砚州市', within: { name: '砚省', level: 'PROVINCE' } },
        successors: ['砚北区', '砚南区'].map((name) => ({ year: 2000, area: { name } })),
      },
    ]);
    const { areas: ever } = await town.ask(
      '{ areas(code: "970107") { name predecessors { area { name } } } }',
    );
    expect(ever.map(({ name }: Answer) => name)).toEqual(['砚湖县', '砚湖区']);
    expect(ever[1].predecessors).toEqual([{ area: { name: '砚湖县' } }]);
    expect((await town.ask('{ areas(code: "970107", year: 1994) { name } }')).areas).toEqual([
      { name: '砚湖县' },
    ]);
  });

  it('of a province take the place of those that were kept of it, and of no other', async () => {
    const more = area('980101', '砚外区', 1981, 2004, goes(2004, '970104'));
    await keepAreas(town.context, buildAreaHistory([{ ...more, province: '外省' }]));
    await keepAreas(town.context, history);
    const { areas } = await town.ask('{ areas(code: "980101") { name } }');
    expect(areas).toEqual([{ name: '砚外区' }]);
    expect((await within({ code: '970107' })).areas.length).toBe(2);
  });
});

import { parse } from 'csv-parse/sync';
import { cellToBoundary, latLngToCell } from 'h3-js';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { ExportHead } from '../../../src/api/exports/export-head.ts';
import { listItems } from '../../../src/api/exports/list-items.ts';
import { writeCsv } from '../../../src/api/exports/write-csv.ts';
import { writeGeojson } from '../../../src/api/exports/write-geojson.ts';
import { writeGraphml } from '../../../src/api/exports/write-graphml.ts';
import { writeNdjson } from '../../../src/api/exports/write-ndjson.ts';

const HEAD: ExportHead = {
  ...{ format: 'any', exportedAt: '2026-01-01T00:00:00Z', query: '{ me { role } }', variables: {} },
  ...{ operationName: null, matter: null, recorded: '2026-01-01T00:00:00Z', ofToday: [], deliveries: [] },
  ...{ areas: '', policies: '', decision: '', redactions: [], leftOut: [] },
};
const CONTENT = listItems({
  near: {
    totalCount: 2,
    pageInfo: { hasNextPage: false },
    nodes: [
      {
        at: null,
        record: { id: 'r_1', key: '=1+1', location: { longitude: 121.9, latitude: 34.2 } },
        entities: [
          { id: 'e_1', name: '张 <伟> & "co"\u0000' },
          { id: 'e_2', name: '@SUM(A1)' },
        ],
      },
      { at: '2024-01-01', record: { id: 'r_2', key: 'a,"b"\nc', location: null }, entities: [] },
    ],
  },
  paths: {
    hubs: 0,
    paths: [
      {
        cost: -1.5,
        entities: [{ id: 'e_1' }, { id: 'e_2' }],
        links: [{ type: 'KNOWS', support: 2, from: { id: 'e_1' }, to: { id: 'e_2' } }],
      },
    ],
  },
  density: [{ cell: latLngToCell(34.2, 121.9, 9), count: 3 }],
  entity: { id: 'e_3', name: 'whole' },
  nothing: null,
});

describe('an answer taken apart', () => {
  it('has the items of its lists, and beside them what is no list', () => {
    expect(CONTENT.items.map(({ root, list }) => `${root} ${list}`)).toEqual([
      ...['near nodes', 'near nodes', 'paths paths', 'density ', 'entity '],
    ]);
    expect(CONTENT.beside).toEqual({
      near: { totalCount: 2, pageInfo: { hasNextPage: false } },
      paths: { hubs: 0 },
      nothing: null,
    });
  });

  it('takes an edge for its node', () => {
    expect(listItems({ a: { edges: [{ cursor: 'x', node: { id: 'r' } }] } }).items).toEqual([
      { root: 'a', list: 'edges', item: { id: 'r' } },
    ]);
  });
});

describe('an export', () => {
  it('as NDJSON begins with its question', () => {
    const [head, ...items] = writeNdjson(HEAD, CONTENT)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(head).toEqual({ jingwei: { ...HEAD, beside: CONTENT.beside } });
    expect(items).toEqual(CONTENT.items);
  });

  it('as CSV is one table, and no text of it is a formula', () => {
    const text = writeCsv(HEAD, CONTENT);
    const lines: readonly string[][] = parse(text, { relax_column_count: true });
    const [[mark, head = ''] = [], columns = [], ...rows] = lines;
    expect(mark).toBe('#jingwei');
    expect(JSON.parse(head)).toEqual({ ...HEAD, beside: CONTENT.beside });
    const cell = (row: number, column: string) => rows[row]?.[columns.indexOf(column)];
    expect(rows.length).toBe(5);
    expect([cell(0, 'root'), cell(0, 'list'), cell(0, 'record.key')]).toEqual(['near', 'nodes', "'=1+1"]);
    expect([cell(1, 'record.key'), cell(2, 'cost'), cell(3, 'count')]).toEqual(['a,"b"\nc', '-1.5', '3']);
    for (const row of rows)
      for (const value of row) if (!/^-?[\d.]+$/.test(value)) expect(value).not.toMatch(/^[=+\-@\t\r]/);
  });

  it('as GeoJSON puts each item where its first place is', () => {
    const { type, jingwei, features } = JSON.parse(writeGeojson(HEAD, CONTENT));
    expect([type, jingwei.query, features.length]).toEqual(['FeatureCollection', HEAD.query, 5]);
    expect(features[0].geometry).toEqual({ type: 'Point', coordinates: [121.9, 34.2] });
    expect(features[0].properties.record.id).toBe('r_1');
    expect(features[1].geometry).toBeNull();
    expect(features[3].geometry).toEqual({
      type: 'Polygon',
      coordinates: [cellToBoundary(latLngToCell(34.2, 121.9, 9), true)],
    });
  });

  it('as GeoJSON keeps a cell at the antimeridian in one piece', () => {
    const cell = latLngToCell(0, 179.9999, 5);
    const { features } = JSON.parse(writeGeojson(HEAD, listItems({ density: [{ cell, count: 1 }] })));
    const xs = features[0].geometry.coordinates[0].map(([x]: [number]) => x);
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(1);
  });

  it('as GraphML has each thing once, and each link between its ends', () => {
    const text = writeGraphml(HEAD, CONTENT);
    const nodes: string[] = [];
    const edges: string[] = [];
    let data = '';
    const labels: string[] = [];
    const parser = new SaxesParser({});
    parser.on('opentag', ({ name, attributes }) => {
      data = '';
      if (name === 'node') nodes.push(String(attributes.id));
      if (name === 'edge') edges.push(`${attributes.source} ${attributes.target}`);
    });
    parser.on('text', (part) => {
      data += part;
    });
    parser.on('closetag', ({ name, attributes }) => {
      if (name === 'data' && attributes.key === 'label') labels.push(data);
      if (name === 'data' && attributes.key === 'jingwei') expect(JSON.parse(data).query).toBe(HEAD.query);
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(text).close();
    expect(nodes).toEqual([
      'near nodes 0',
      'r_1',
      'e_1',
      'e_2',
      'near nodes 1',
      'r_2',
      'paths paths 2',
      'density 3',
      'e_3',
    ]);
    const told = edges.map((edge, place) => `${edge} ${labels[place]}`);
    expect(told).toContain('e_1 e_2 KNOWS');
    expect(told).toContain('near nodes 0 r_1 record');
    expect(told).toContain('paths paths 2 e_2 entities');
    expect(text).toContain('张 &lt;伟&gt; &amp; &quot;co&quot;');
  });

  it('as GraphML keeps what each link says, and which path it is a step of', () => {
    const ends = { from: { id: 'p' }, to: { id: 'c' } };
    const owns = (support: number, year: string, key: string) => ({
      ...{ type: 'OWNS', support, period: { from: year, to: null }, records: [{ key }] },
      ...ends,
    });
    const [early, late] = [owns(1, '2020', 'k1'), owns(2, '2022', 'k2')];
    const knows = { type: 'KNOWS', ...ends };
    const text = writeGraphml(
      HEAD,
      listItems({
        paths: {
          paths: [
            { cost: 1, links: [early] },
            { cost: 1, links: [late] },
            { cost: 2, links: [knows, knows] },
          ],
        },
        entity: { id: 'p', links: { nodes: [late, early, knows, knows] } },
      }),
    );
    const { keys, nodes, edges } = readGraphml(text);
    expect(edges.filter(({ data }) => data.label !== 'links').map(({ data }) => data)).toEqual([
      { label: 'OWNS', support: '1', 'period.from': '2020', records: '[{"key":"k1"}]' },
      { label: 'OWNS', support: '2', 'period.from': '2022', records: '[{"key":"k2"}]' },
      { label: 'KNOWS' },
      { label: 'KNOWS' },
    ]);
    const [one, two, three, four] = edges.map(({ id }) => id);
    expect(new Set(edges.map(({ id }) => id)).size).toBe(edges.length);
    expect(nodes.get('paths paths 0')?.links).toBe(JSON.stringify([one]));
    expect(nodes.get('paths paths 1')?.links).toBe(JSON.stringify([two]));
    expect(nodes.get('paths paths 2')?.links).toBe(JSON.stringify([three, four]));
    expect(nodes.get('p links 0')?.nodes).toBe(JSON.stringify([two, one, three, four]));
    expect(keys.filter(({ of }) => of === 'edge').map(({ name }) => name)).toEqual([
      ...['label', 'support', 'period.from', 'records'],
    ]);
  });

  it('as GraphML has what a link names, and lists whose things have no id whole', () => {
    const link = {
      ...{ type: 'OWNS', from: { id: 'p' }, to: { id: 'c' } },
      records: [{ id: 'r', key: 'k' }],
    };
    const claims = [{ value: 'a' }, { value: 'b' }];
    const { nodes, edges } = readGraphml(
      writeGraphml(HEAD, listItems({ changes: { links: [{ link, claims }] } })),
    );
    expect(nodes.get('r')).toEqual({ key: 'k' });
    expect(edges[0]?.data.records).toBe('[{"id":"r","key":"k"}]');
    expect(nodes.get('changes links 0')?.claims).toBe(JSON.stringify(claims));
  });
});

describe('keys of GraphML', () => {
  it('say which data are numbers and which are true or false; what is of several types is text', () => {
    const companions = [
      { entity: { id: 'a', name: 'A' }, observed: 3, pValue: 0.25, isCut: false, mixed: 1 },
      { entity: { id: 'b', name: 'B' }, observed: 4, pValue: 1, isCut: true, mixed: 'one' },
    ];
    const { keys, nodes } = readGraphml(writeGraphml(HEAD, listItems({ companions: { companions } })));
    const types = Object.fromEntries(keys.map(({ name, type }) => [name, type]));
    expect(types).toMatchObject({
      ...{ name: 'string', observed: 'double', pValue: 'double', isCut: 'boolean', mixed: 'string' },
    });
    expect([...nodes.values()]).toContainEqual({ observed: '3', pValue: '0.25', isCut: 'false', mixed: '1' });
  });
});

type Data = Record<string, string>;

/** What a reader of GraphML sees: data by the names that their keys declare for nodes and for edges. */
function readGraphml(text: string) {
  const keys: { id: string; of: string; name: string; type: string }[] = [];
  const nodes = new Map<string, Data>();
  const edges: { id: string; data: Data }[] = [];
  let data: Data = {};
  let [of, said] = ['', ''];
  const parser = new SaxesParser({});
  parser.on('opentag', ({ name, attributes }) => {
    said = '';
    if (name === 'key')
      keys.push({
        ...{ id: attributes.id ?? '', of: attributes.for ?? '' },
        ...{ name: attributes['attr.name'] ?? '', type: attributes['attr.type'] ?? '' },
      });
    if (name === 'graph' || name === 'node' || name === 'edge') [of, data] = [name, {}];
    if (name === 'node') nodes.set(attributes.id ?? '', data);
    if (name === 'edge') edges.push({ id: attributes.id ?? '', data });
  });
  parser.on('text', (part) => {
    said += part;
  });
  parser.on('closetag', ({ name, attributes }) => {
    if (name !== 'data') return;
    const key = keys.find((key) => key.id === attributes.key && key.of === of);
    if (key === undefined) throw new Error(`${attributes.key} is not declared for ${of}`);
    data[key.name] = said;
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(text).close();
  return { keys, nodes, edges };
}

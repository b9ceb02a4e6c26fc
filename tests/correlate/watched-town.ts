import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { registerDefinition } from '../../src/intake/dataset-store.ts';
import { type DatasetDefinition, parseDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { openTestMatter } from '../setup/test-matter.ts';

/** Who, where and when, as one row states it: persons and place by numbers of their own, times as a source writes them. */
export interface Sighting {
  readonly no: string;
  readonly who: readonly string[];
  readonly place: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  /** One moment, as precisely as it is written. */
  readonly at: string;
}

export interface Stay extends Omit<Sighting, 'at'> {
  readonly since: string;
  readonly until: string;
}

/** Where something was, as a department writes it: by a code, or by an address of some day. */
export interface Visit {
  readonly no: string;
  readonly who: readonly string[];
  readonly code: string;
  readonly address: string;
  readonly since: string;
  readonly until: string;
}

export interface Tie {
  readonly no: string;
  readonly a: string;
  readonly b: string;
  readonly since: string;
  readonly until: string;
}

/** An event as two departments may write it: one by a point, the other by an address. */
export interface Happening {
  readonly no: string;
  readonly what: string;
  readonly at: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly address: string;
}

/** A town whose departments note who was where and who knows whom. Its datasets can be delivered anew as a whole. */
export interface WatchedTown {
  readonly tag: string;
  readonly graph: Graph;
  readonly context: IntakeContext;
  readonly datasets: readonly string[];
  sightings(rows: readonly Sighting[]): Promise<DeliveryReport>;
  stays(rows: readonly Stay[]): Promise<DeliveryReport>;
  ties(rows: readonly Tie[]): Promise<DeliveryReport>;
  visits(rows: readonly Visit[]): Promise<DeliveryReport>;
  crashes(rows: readonly Happening[]): Promise<DeliveryReport>;
  calls(rows: readonly Happening[]): Promise<DeliveryReport>;
  /** Runs a query under a matter over the whole town. Throws when it gives an error. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Runs one that is to fail, and gives the codes of its errors. */
  refuse(query: string, variables?: Record<string, unknown>): Promise<readonly unknown[]>;
  /** Ids of entities by the numbers that rows name them with. */
  idsOf(numbers: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into answers whose shape the query beside them gives
export type Answer = any;

const ANALYST: Caller = { user: 'a', role: 'analyst', department: null };

/** `changes`: what its deliveries do otherwise than in the product. */
export async function buildWatchedTown(changes: Partial<IntakeContext> = {}): Promise<WatchedTown> {
  const graph = await openTestGraph();
  const tag = `t${randomUUID().slice(0, 8)}`;
  const context = { ...intakeContext(graph), ...changes };
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-watched-'));
  const schema = buildSchema();
  const sightings = define(
    `${tag}-gates/sightings`,
    ['no', 'who', 'place', 'lng', 'lat', 'at'],
    seen(tag, '{ at: at }'),
  );
  const stays = define(
    `${tag}-hotels/stays`,
    ['no', 'who', 'place', 'lng', 'lat', 'since', 'until'],
    seen(tag, '{ from: since, to: until }'),
  );
  const ties = define(`${tag}-registry/ties`, ['no', 'a', 'b', 'since', 'until'], known(tag));
  const visits = define(
    `${tag}-wardens/visits`,
    ['no', 'who', 'code', 'address', 'since', 'until'],
    visited(tag),
  );
  const [crashes, calls] = ['police/crashes', 'rescue/calls'].map((name) =>
    define(`${tag}-${name}`, ['no', 'what', 'at', 'lng', 'lat', 'address'], happened(tag), 'address'),
  );
  if (crashes === undefined || calls === undefined) throw new Error('Two datasets of events are made');
  const definitions = [sightings, stays, ties, visits, crashes, calls];
  // Known before anything is delivered: a question may name them all.
  for (const definition of definitions) await registerDefinition(context, definition);
  const datasets = definitions.map(({ id }) => id);
  const matter = await openTestMatter(context, { datasets, people: ['a'] });
  let files = 0;
  const take = (definition: DatasetDefinition, header: string, rows: readonly (readonly unknown[])[]) => {
    files += 1;
    const path = join(directory, `${files}.csv`);
    writeFileSync(path, `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`);
    return deliver(context, { definition, file: path });
  };
  const takeEvents = (definition: DatasetDefinition, rows: readonly Happening[]) =>
    take(
      definition,
      'no,what,at,lng,lat,address',
      rows.map((row) => [row.no, row.what, row.at, row.longitude, row.latitude, row.address]),
    );
  const run = (source: string, variableValues: Record<string, unknown>) =>
    graphql({
      schema,
      source,
      variableValues,
      contextValue: createRequestContext({
        ...{ graph, settings: context.settings, clock: Date.now },
        ...{ caller: ANALYST, matter },
      }),
    });
  const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<Answer> => {
    const { data, errors } = await run(query, variables);
    if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data));
  };
  return {
    ...{ tag, graph, context, datasets, ask },
    sightings: (rows) =>
      take(
        sightings,
        'no,who,place,lng,lat,at',
        rows.map((row) => [row.no, row.who.join(';'), row.place, row.longitude, row.latitude, row.at]),
      ),
    stays: (rows) =>
      take(
        stays,
        'no,who,place,lng,lat,since,until',
        rows.map((row) => [
          ...[row.no, row.who.join(';'), row.place, row.longitude, row.latitude, row.since, row.until],
        ]),
      ),
    ties: (rows) =>
      take(
        ties,
        'no,a,b,since,until',
        rows.map(({ no, a, b, since, until }) => [no, a, b, since, until]),
      ),
    visits: (rows) =>
      take(
        visits,
        'no,who,code,address,since,until',
        rows.map(({ no, who, code, address, since, until }) => [
          ...[no, who.join(';'), code, address, since, until],
        ]),
      ),
    crashes: (rows) => takeEvents(crashes, rows),
    calls: (rows) => takeEvents(calls, rows),
    refuse: async (query, variables = {}) => {
      const { errors = [] } = await run(query, variables);
      return errors.map(({ originalError, message }) =>
        originalError !== undefined && 'code' in originalError ? originalError.code : message,
      );
    },
    idsOf: async (numbers) => {
      const { lookup } = await ask(
        `query ($identifiers: [IdentifierInput!]) { lookup(identifiers: $identifiers) { entities { id } } }`,
        { identifiers: numbers.map((value) => ({ scheme: `local.${tag}`, value })) },
      );
      return new Map(
        numbers.map((number, index) => [number, lookup[index].entities[0]?.id ?? `no entity ${number}`]),
      );
    },
  };
}

function seen(tag: string, period: string): string {
  return `record:
  key: [no]
  period: ${period}
  location: { longitude: lng, latitude: lat }
mentions:
  person:
    kind: Person
    each: { column: who, split: ';' }
    item: item
    attributes:
      number: { kind: identifier, scheme: local.${tag}, column: item }
  place:
    kind: Place
    attributes:
      number: { kind: identifier, scheme: local.${tag}, column: place }
relations:
  - { type: SEEN_AT, from: person, to: place, during: record }
`;
}

function happened(tag: string): string {
  return `record:
  key: [no]
  period: { at: at }
  location: { longitude: lng, latitude: lat }
mentions:
  event:
    kind: Event
    attributes:
      number: { kind: identifier, scheme: local.${tag}-event, column: no }
      what: { kind: text, column: what }
  site:
    kind: Place
    attributes:
      address: { kind: address, column: address }
`;
}

function visited(tag: string): string {
  return `record:
  key: [no]
  period: { from: since, to: until }
mentions:
  person:
    kind: Person
    each: { column: who, split: ';' }
    item: item
    attributes:
      number: { kind: identifier, scheme: local.${tag}, column: item }
  home:
    kind: Place
    attributes:
      code: { kind: area, column: code }
      address: { kind: address, column: address }
`;
}

function known(tag: string): string {
  return `record:
  key: [no]
  period: { from: since, to: until }
mentions:
  one:
    kind: Person
    attributes:
      number: { kind: identifier, scheme: local.${tag}, column: a }
  other:
    kind: Person
    attributes:
      number: { kind: identifier, scheme: local.${tag}, column: b }
relations:
  - { type: KNOWS, from: one, to: other, during: record }
`;
}

const NUMBERS = new Set(['lng', 'lat']);

/** Every column is personal, but for one that may be sensitive. */
function define(
  id: string,
  columns: readonly string[],
  mapping: string,
  sensitive: string | null = null,
): DatasetDefinition {
  const [department = '', name = ''] = id.split('/');
  const properties = columns.map((column) => {
    const key = column === 'no' ? ', required: true, primaryKey: true, primaryKeyPosition: 1' : '';
    const type = NUMBERS.has(column) ? ', logicalType: number' : '';
    const dataClass = column === sensitive ? 'sensitive' : 'personal';
    return `      - { name: ${column}, classification: ${dataClass}${key}${type} }`;
  });
  return parseDefinition({
    contractFile: `${name}.odcs.yaml`,
    contractText: `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Invented ${name}
version: 1.0.0
status: active
team: { name: ${department}, description: Invented ${department} }
servers:
  - { server: file, type: local, path: ${name}.csv, format: csv }
schema:
  - name: ${name}
    physicalName: ${name}
    properties:
${properties.join('\n')}
customProperties:
  - { property: encoding, value: UTF-8 }
  - { property: timeZone, value: UTC }
  - { property: region, value: CN }
  - { property: sharing, value: conditional }
  - { property: coordinateSystem, value: WGS-84 }
  - { property: maxEndedShare, value: 1 }
`,
    mappingFile: `${name}.mapping.yaml`,
    mappingText: `contract: { file: ${name}.odcs.yaml, object: ${name} }
delivery: FULL
${mapping}`,
  });
}

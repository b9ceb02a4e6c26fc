import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExecutionResult, graphql } from 'graphql';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import type { Graph } from '../../src/graph/graph.ts';
import type { DatasetDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { residentsOf, vehiclesOf, writeRows } from './small-town-datasets.ts';

export const BUREAU: Caller = { user: 'b', role: 'bureau', department: null };

/** A town of two departments under ids of its own: a register of residents, and one of vehicles and their owners. */
export interface SmallTown {
  /** Letters that no other town has: part of ids and of values that must not meet others'. */
  readonly tag: string;
  readonly graph: Graph;
  readonly context: IntakeContext;
  readonly residents: DatasetDefinition;
  readonly vehicles: DatasetDefinition;
  deliver(dataset: DatasetDefinition, rows: readonly (readonly string[])[]): Promise<DeliveryReport>;
  /** The matter that the bureau asks under unless a test says otherwise; null: none. */
  readonly matter: string;
  /** Runs a query or mutation. Throws when it gives an error. */
  ask<T = Answer>(
    query: string,
    variables?: Record<string, unknown>,
    caller?: Caller,
    matter?: string | null,
  ): Promise<T>;
  /** Runs one that is to fail, and gives the codes of its errors. */
  refuse(
    query: string,
    variables?: Record<string, unknown>,
    caller?: Caller,
    matter?: string | null,
  ): Promise<readonly unknown[]>;
}

// biome-ignore lint/suspicious/noExplicitAny: tests reach into answers whose shape the query beside them gives
export type Answer = any;

const DEMO_DATASETS = [
  'population/residents',
  'market-regulation/companies',
  'vehicles/registrations',
  'traffic-police/accidents',
  'social-security/insured',
  'housing/tenancies',
  'emergency-dispatch/dispatches',
  'traffic-police/passages',
];

/** `store`: where it is built, if not in the suite's own server. */
export async function buildSmallTown(store?: Graph): Promise<SmallTown> {
  const graph = store ?? (await openTestGraph());
  const tag = `t${randomUUID().slice(0, 8)}`;
  const context = intakeContext(graph);
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-town-'));
  const schema = buildSchema();
  let files = 0;
  const residents = residentsOf(tag);
  const vehicles = vehiclesOf(tag);
  const matter = await openTestMatter(context, {
    datasets: [residents.id, vehicles.id, ...DEMO_DATASETS],
    people: ['b', 'a', 'p'],
  });
  const run = (
    query: string,
    variables: Record<string, unknown>,
    caller: Caller,
    under: string | null = caller.user === 'b' ? matter : null,
  ): Promise<ExecutionResult> =>
    graphql({
      schema,
      source: query,
      variableValues: variables,
      contextValue: createRequestContext({
        graph,
        settings: context.settings,
        clock: Date.now,
        caller,
        matter: under,
      }),
    });
  return {
    tag,
    graph,
    context,
    residents,
    vehicles,
    matter,
    deliver: (dataset, rows) => {
      files += 1;
      const path = join(directory, `${files}.csv`);
      writeRows(path, dataset, rows);
      return deliver(context, { definition: dataset, file: path });
    },
    ask: async <T>(query: string, variables = {}, caller = BUREAU, under?: string | null) => {
      const { data, errors } = await run(query, variables, caller, under);
      if (errors !== undefined) throw errors[0]?.originalError ?? errors[0];
      // A round trip through JSON, as over HTTP: no null prototypes, no undefined.
      return JSON.parse(JSON.stringify(data)) as T;
    },
    refuse: async (query, variables = {}, caller = BUREAU, under) => {
      const { errors = [] } = await run(query, variables, caller, under);
      return errors.map(({ originalError, message }) =>
        originalError !== undefined && 'code' in originalError ? originalError.code : message,
      );
    },
  };
}

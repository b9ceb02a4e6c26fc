import { z } from 'zod';
import type { Context } from '../context.ts';
import { countStore, listDatasetStates, listWaitingDeliveries } from '../generated/statements.ts';
import { fromDateTime } from '../graph/values.ts';
import { isOwned } from '../intake/owner.ts';

/** A delivery that is not at its end, and why. */
export interface WaitingDelivery {
  readonly delivery: string;
  readonly dataset: string;
  readonly state: 'interrupted' | 'held' | 'applying';
  readonly rows: number;
  /** UTC instant, ISO. */
  readonly receivedAt: string;
  readonly reasons: readonly string[];
  /** Command lines that bring it to an end. */
  readonly commands: readonly string[];
}

export interface DatasetState {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly deliveries: number;
  /** Current ones. */
  readonly records: number;
  readonly quarantined: number;
  readonly held: number;
}

/** What an operator wants to know first. */
export interface Status {
  readonly server: { readonly kind: 'embedded' | 'named'; readonly address: string };
  /** Folder of the embedded store; null for a server that NEO4J_URI names. */
  readonly home: string | null;
  readonly nodes: number;
  readonly relationships: number;
  /** Interrupted ones first, then held ones, then those being applied. */
  readonly waiting: readonly WaitingDelivery[];
  readonly datasets: readonly DatasetState[];
}

const HeldReasons = z.array(z.object({ text: z.string() }));
const ORDER = ['interrupted', 'held', 'applying'] as const;

/** Reads it all. `address` is that of the server that the context's graph talks to. */
export async function readStatus(context: Context, address: string): Promise<Status> {
  const { graph, settings } = context;
  const [counts] = await graph.read(countStore, {});
  const isEmbedded = settings.neo4j.uri === undefined;
  const waiting = await listWaiting(context);
  return {
    server: { kind: isEmbedded ? 'embedded' : 'named', address },
    home: isEmbedded ? settings.home : null,
    nodes: counts?.nodes ?? 0,
    relationships: counts?.relationships ?? 0,
    waiting: ORDER.flatMap((state) => waiting.filter((delivery) => delivery.state === state)),
    datasets: await graph.read(listDatasetStates, {}),
  };
}

async function listWaiting(context: Context): Promise<readonly WaitingDelivery[]> {
  const rows = await context.graph.read(listWaitingDeliveries, {});
  return rows.map((row) => {
    const heartbeat = Date.parse(fromDateTime(row.heartbeatAt));
    const owned = isOwned(row.id, row.owner, heartbeat, context.clock());
    const state = row.state === 'HELD' ? 'held' : owned ? 'applying' : 'interrupted';
    return {
      delivery: row.id,
      dataset: row.dataset,
      state,
      rows: row.rows,
      receivedAt: fromDateTime(row.receivedAt),
      reasons: HeldReasons.parse(JSON.parse(row.heldReasons)).map(({ text }) => text),
      commands: listCommands(state, row.id),
    };
  });
}

function listCommands(state: WaitingDelivery['state'], delivery: string): readonly string[] {
  switch (state) {
    case 'held':
      return [`jingwei release ${delivery}`, `jingwei dismiss ${delivery}`];
    case 'interrupted':
      return ['jingwei serve'];
    case 'applying':
      return [];
  }
}

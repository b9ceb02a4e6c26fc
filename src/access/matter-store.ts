import DataLoader from 'dataloader';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import {
  changeMatter as changeMatterStatement,
  createMatter,
  findMatters as findMattersStatement,
  listMatters as listMattersStatement,
} from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';
import { fromDateTime, type Properties, toDateTime } from '../graph/values.ts';
import { CLASSIFICATIONS } from '../intake/contract/contract.ts';
import { forgetMatter } from './known-matters.ts';
import { MATTER_STATES, type MatterModel } from './matter-model.ts';

type MatterRow = NonNullable<(typeof listMattersStatement)['types']>['row'];

const State = z.enum(MATTER_STATES);
const Approvals = z.array(z.object({ by: z.string(), department: z.string().nullable(), at: z.string() }));
const Scope = z.object({
  datasets: z.array(z.string()),
  classes: z.array(z.enum(CLASSIFICATIONS)),
  people: z.array(z.string()),
  subjects: z.array(z.string()),
  period: z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  place: z.object({ longitude: z.number(), latitude: z.number(), radiusMeters: z.number() }).nullable(),
});

const MOST = 1_000n;
const readers = new WeakMap<Graph, DataLoader<string, MatterModel | null>>();

/** A matter as it is at this moment; requests of one moment are answered by one statement. Null: there is none. */
export function findMatter({ graph }: Context, id: string): Promise<MatterModel | null> {
  // Shared by requests: a client that goes away must not stop it for the others, so no signal is passed on.
  const reader =
    readers.get(graph) ??
    new DataLoader<string, MatterModel | null>(
      async (ids) => {
        const rows = await graph.read(findMattersStatement, { ids: [...new Set(ids)] });
        const found = new Map(rows.map((row) => [row.id, toMatter(row)]));
        return ids.map((asked) => found.get(asked) ?? null);
      },
      { cache: false },
    );
  readers.set(graph, reader);
  return reader.load(id);
}

/** The newest matters, at most a thousand. */
export async function listAllMatters({ graph, signal }: Context): Promise<readonly MatterModel[]> {
  return (await graph.read(listMattersStatement, { limit: MOST }, { signal })).map(toMatter);
}

export async function storeMatter({ graph }: Context, matter: MatterModel): Promise<void> {
  await graph.write((transaction) =>
    transaction.run(createMatter, { properties: { id: matter.id, ...propertiesOf(matter) } }),
  );
}

/** Writes a changed matter. Throws GRAPH_BUSY when somebody else changed it meanwhile. */
export async function changeMatter({ graph }: Context, matter: MatterModel): Promise<void> {
  const { version: _, ...properties } = propertiesOf(matter);
  const rows = await graph.write((transaction) =>
    transaction.run(changeMatterStatement, { id: matter.id, version: BigInt(matter.version), properties }),
  );
  forgetMatter(graph, matter.id);
  if (rows.length === 0)
    throw new JingweiError('GRAPH_BUSY', { reason: 'somebody else changed the matter at this moment' });
}

function propertiesOf(matter: MatterModel): Properties & { readonly version: bigint } {
  return {
    title: matter.title,
    legalBasis: matter.legalBasis,
    state: matter.state,
    version: BigInt(matter.version),
    openedBy: matter.openedBy,
    openedAt: toDateTime(matter.openedAt),
    approvals: JSON.stringify(matter.approvals),
    endsAt: toDateTime(matter.endsAt),
    reasonEn: matter.reasonEn,
    reasonZh: matter.reasonZh,
    concealedUntil: matter.concealedUntil === null ? null : toDateTime(matter.concealedUntil),
    scope: JSON.stringify(matter.scope),
    subjects: matter.scope.subjects,
  };
}

/** Subjects that were merged since stand for their survivors too; none is ever dropped, which would widen the scope. */
function toMatter(row: MatterRow): MatterModel {
  const scope = Scope.parse(JSON.parse(row.scope));
  return {
    id: row.id,
    title: row.title,
    legalBasis: row.legalBasis,
    state: State.parse(row.state),
    version: row.version,
    openedBy: row.openedBy,
    openedAt: fromDateTime(row.openedAt),
    approvals: Approvals.parse(JSON.parse(row.approvals)),
    endsAt: fromDateTime(row.endsAt),
    reasonEn: row.reasonEn,
    reasonZh: row.reasonZh,
    concealedUntil: row.concealedUntil === null ? null : fromDateTime(row.concealedUntil),
    scope: { ...scope, subjects: [...new Set([...scope.subjects, ...row.survivors])] },
  };
}

import { readMentionStates, readRelations } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime, type Properties } from '../graph/values.ts';
import type { MentionId, RecordId } from '../ids.ts';
import { toInstant } from '../instant.ts';
import type { Batch, BatchCounts } from './apply-batch.ts';
import type { BatchChange, MentionState, RelationState } from './batch-change.ts';
import { parseEntityKind } from './mapped.ts';
import type { PreparedRecord } from './prepared-record.ts';
import { readAttributes } from './read-attributes.ts';

/** What has to be written so that the graph states what a batch states. */
export interface RecordDifference {
  readonly created: readonly PreparedRecord[];
  readonly superseded: readonly PreparedRecord[];
  readonly ended: readonly RecordId[];
  /** Records that are stated from now on and were not, or no more. */
  readonly begun: number;
  readonly mentionsAdded: readonly {
    readonly record: RecordId;
    readonly role: string;
    readonly properties: Properties;
  }[];
  readonly mentionsSuperseded: readonly { readonly id: MentionId; readonly properties: Properties }[];
  readonly change: Omit<BatchChange, 'delivery' | 'batch' | 'at'>;
  readonly counts: BatchCounts;
}

interface RecordState {
  readonly id: string;
  readonly hash: string;
  readonly shape: string;
  readonly current: boolean;
}

interface StoredMention {
  readonly state: MentionState;
  readonly hash: string;
  readonly current: boolean;
}

/** Compares a batch with what the graph holds; mentions are read only for records that change. */
export async function findDifferences(
  transaction: Transaction,
  batch: Batch,
  states: readonly RecordState[],
): Promise<RecordDifference> {
  const known = new Map(states.map((state) => [state.id, state]));
  const created: PreparedRecord[] = [];
  const superseded: PreparedRecord[] = [];
  const ended: RecordId[] = [...batch.ending];
  let revived = 0;
  const counts = {
    accepted: 0,
    unchanged: batch.erased ?? 0,
    versions: 0,
    quarantined: batch.quarantined.length,
    ended: batch.ending.length,
  };
  for (const record of batch.records) {
    const state = known.get(record.id);
    if (record.operation === 'end') {
      if (state?.current === true) {
        ended.push(record.id);
        counts.ended += 1;
        counts.versions += record.rows;
      } else counts.unchanged += record.rows;
    } else if (state === undefined) {
      created.push(record);
      counts.accepted += record.rows;
    } else if (state.current && state.hash === record.hash && isMade(state.shape, record)) {
      counts.unchanged += record.rows;
    } else {
      superseded.push(record);
      if (!state.current) revived += 1;
      counts.versions += record.rows;
    }
  }
  const touched = [...superseded.map((record) => record.id), ...ended];
  const before =
    touched.length === 0 ? new Map<string, StoredMention>() : await readMentions(transaction, touched);
  const relationsBefore = touched.length === 0 ? [] : await readRelationStates(transaction, touched);
  return {
    created,
    superseded,
    ended,
    begun: created.length + revived,
    counts,
    ...compareMentions(created, superseded, before, relationsBefore),
  };
}

/** What was stored in the order of a file is no other statement when that file comes again. */
function isMade(shape: string, record: PreparedRecord): boolean {
  return shape === record.shape || shape === record.shapeInOrder?.();
}

type MentionDifference = Pick<RecordDifference, 'mentionsAdded' | 'mentionsSuperseded' | 'change'>;

function compareMentions(
  created: readonly PreparedRecord[],
  superseded: readonly PreparedRecord[],
  before: ReadonlyMap<string, StoredMention>,
  relationsBefore: readonly RelationState[],
): MentionDifference {
  const mentionsAdded: { record: RecordId; role: string; properties: Properties }[] = [];
  const mentionsSuperseded: { id: MentionId; properties: Properties }[] = [];
  const mentionsCreated: MentionState[] = created.flatMap((record) =>
    record.mentions.map(({ state }) => state),
  );
  const restated: MentionState[] = [];
  const changed: { before: MentionState; after: MentionState }[] = [];
  const kept: MentionState[] = [];
  const stated = new Set<string>();
  for (const record of superseded) {
    for (const mention of record.mentions) {
      stated.add(mention.id);
      const old = before.get(mention.id);
      if (old === undefined) {
        mentionsAdded.push({ record: record.id, role: mention.role, properties: mention.properties });
        mentionsCreated.push(mention.state);
      } else if (!old.current || old.hash !== mention.hash) {
        mentionsSuperseded.push({ id: mention.id, properties: mention.properties });
        if (old.current) changed.push({ before: old.state, after: mention.state });
        else restated.push(mention.state);
      } else {
        kept.push(mention.state);
      }
    }
  }
  const ended = [...before.values()].filter(({ state, current }) => current && !stated.has(state.id));
  const relationsStated = new Map(
    superseded.flatMap(({ relations }) => relations.map((one) => [one.id, one])),
  );
  const relationsKnown = new Set(relationsBefore.map(({ id }) => id));
  return {
    mentionsAdded,
    mentionsSuperseded,
    change: {
      superseded: superseded.map(({ id }) => id),
      created: mentionsCreated,
      restated,
      changed,
      kept,
      ended: ended.map(({ state }) => state),
      relationsCreated: [
        ...created.flatMap((record) => distinct(record.relations)),
        ...[...relationsStated.values()].filter(({ id }) => !relationsKnown.has(id)),
      ],
      relationsEnded: relationsBefore.filter(({ id }) => !relationsStated.has(id)),
    },
  };
}

function distinct(relations: readonly RelationState[]): readonly RelationState[] {
  if (relations.length < 2) return relations;
  return [...new Map(relations.map((relation) => [relation.id, relation])).values()];
}

async function readMentions(
  transaction: Transaction,
  ids: readonly RecordId[],
): Promise<ReadonlyMap<string, StoredMention>> {
  const rows = await transaction.run(readMentionStates, { ids });
  return new Map(
    rows.map((row) => [row.id, { state: toMentionState(row), hash: row.hash, current: row.current }]),
  );
}

interface MentionRow {
  readonly id: MentionId;
  readonly record: RecordId;
  readonly dataset: string;
  readonly role: string;
  readonly kind: string;
  readonly type: string;
  readonly namesake: boolean;
  readonly attributes: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** A mention as later stages need it, from what the graph keeps. */
export function toMentionState(row: MentionRow): MentionState {
  const { longitude, latitude } = row;
  return {
    id: row.id,
    record: row.record,
    dataset: row.dataset,
    role: row.role,
    kind: parseEntityKind(row.kind),
    type: row.type,
    namesake: row.namesake,
    attributes: readAttributes(row.attributes),
    validFrom: toInstant(row.validFrom),
    validTo: toInstant(row.validTo),
    ...(longitude === null || latitude === null ? {} : { point: { longitude, latitude } }),
  };
}

async function readRelationStates(
  transaction: Transaction,
  ids: readonly RecordId[],
): Promise<readonly RelationState[]> {
  const rows = await transaction.run(readRelations, { ids });
  return rows.map((row) => ({
    id: row.id,
    record: row.record,
    dataset: row.dataset,
    type: row.type,
    from: row.from,
    to: row.to,
    validFrom: fromDateTime(row.validFrom),
    validTo: fromDateTime(row.validTo),
  }));
}

import type { Context } from '../../context.ts';
import {
  pageEntityStates,
  pageReferences,
  readEntityEnds,
  readReferences,
} from '../../generated/statements.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import { loadAllJudged } from '../judgements/judgement-reader.ts';
import { RebuiltIdentity } from './rebuilt-identity.ts';
import type { LogReplay } from './replay-log.ts';

/** What is not as the identity log and the judgements make it. */
export interface RebuildFinding {
  readonly what: 'reference' | 'evidence' | 'redirect' | 'disobeyed';
  /** Of a mention, an entity or a judgement. */
  readonly id: string;
  readonly message: string;
}

export interface RebuildReport {
  readonly entries: number;
  readonly mentions: number;
  readonly entities: number;
  readonly judgements: number;
  /** Mentions that the log names and that were erased since. */
  readonly erased: number;
  /** The first findings; all is as the log makes it when there are none. */
  readonly findings: readonly RebuildFinding[];
  readonly found: number;
}

const PAGE = 10_000;
const MOST_FINDINGS = 50;
/** Deliveries go on meanwhile: what differs is looked at again behind them, so often. */
const LOOKS = 3;

/**
 * Rebuilds from the identity log which entity each mention of every record refers to and where former ids lead, and holds the
 * graph to it, and what was rebuilt to the judgements in force. Reads everything once, a page at a time.
 */
export async function checkRebuild(context: Context): Promise<RebuildReport> {
  const rebuilt = new RebuiltIdentity(context.graph);
  let entries = await rebuilt.readOn(context.signal);
  const mentions = await checkMentions(context, rebuilt.replay);
  const entities = await checkEntities(context, rebuilt.replay);
  let findings: readonly RebuildFinding[] = [...mentions.suspects, ...entities.suspects];
  for (let look = 0; look < LOOKS && findings.length > 0; look++) {
    entries += await rebuilt.readOn(context.signal);
    findings = await lookAgain(context, rebuilt.replay, findings);
  }
  const judged = await loadAllJudged(context);
  entries += await rebuilt.readOn(context.signal);
  const { refers, evidence } = rebuilt.replay;
  const disobeyed = judged.flatMap(({ id, verdict, left, right }): readonly RebuildFinding[] => {
    const [ours, theirs] = [left, right].map((side) => new Set(side.flatMap((one) => refers.get(one) ?? [])));
    if (ours === undefined || theirs === undefined) return [];
    const isObeyed =
      verdict === 'SAME'
        ? new Set([...ours, ...theirs]).size <= 1
        : ![...ours].some((entity) => theirs.has(entity));
    return isObeyed ? [] : [{ what: 'disobeyed', id, message: `${verdict} is not what the log makes of it` }];
  });
  const all = [...findings, ...disobeyed];
  return {
    ...{ entries, mentions: mentions.read, entities: evidence.size, judgements: judged.length },
    erased: [...refers.keys()].filter((id) => !mentions.known.has(id)).length,
    findings: all.slice(0, MOST_FINDINGS),
    found: all.length,
  };
}

async function checkMentions({ graph, signal }: Context, { refers }: LogReplay) {
  const known = new Set<MentionId>();
  const suspects: RebuildFinding[] = [];
  let read = 0;
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const rows = await graph.read(pageReferences, { after, limit: BigInt(PAGE) }, { signal });
    for (const { id, stands, entities } of rows) {
      known.add(id);
      if (stands) read += 1;
      const isWrong = stands ? entities.length !== 1 || entities[0] !== refers.get(id) : refers.has(id);
      if (isWrong) suspects.push(describeReference(id, entities, refers.get(id)));
    }
    if (rows.length < PAGE) return { known, suspects, read };
    after = rows.at(-1)?.id ?? after;
  }
}

async function checkEntities({ graph, signal }: Context, replay: LogReplay) {
  const suspects: RebuildFinding[] = [];
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const rows = await graph.read(pageEntityStates, { after, limit: BigInt(PAGE) }, { signal });
    for (const row of rows) suspects.push(...describeEntity(row, replay));
    if (rows.length < PAGE) return { suspects };
    after = rows.at(-1)?.id ?? after;
  }
}

/** What still differs, now that the log was read on. */
async function lookAgain(
  { graph, signal }: Context,
  replay: LogReplay,
  suspects: readonly RebuildFinding[],
): Promise<readonly RebuildFinding[]> {
  const mentions = suspects.flatMap(({ what, id }) => (what === 'reference' ? [id] : []));
  const references = await graph.read(readReferences, { mentions }, { signal });
  const entitiesOf = new Map<string, EntityId[]>(mentions.map((id) => [id, []]));
  for (const { mention, entity } of references) entitiesOf.get(mention)?.push(entity);
  const wrong = [...entitiesOf].flatMap(([id, entities]) => {
    const expected = replay.refers.get(id as MentionId);
    const isRight =
      expected === undefined ? entities.length === 0 : entities.length === 1 && entities[0] === expected;
    return isRight ? [] : [describeReference(id, entities, expected)];
  });
  const ids = [...new Set(suspects.flatMap(({ what, id }) => (what === 'reference' ? [] : [id])))];
  const ends = await graph.read(readEntityEnds, { ids }, { signal });
  return [
    ...wrong,
    ...ends.flatMap(({ endedAt, ...row }) => describeEntity({ ...row, stands: endedAt === null }, replay)),
  ];
}

function describeReference(
  id: string,
  entities: readonly EntityId[],
  expected: EntityId | undefined,
): RebuildFinding {
  const found = entities.length === 0 ? 'nothing' : entities.join(', ');
  return { what: 'reference', id, message: `refers to ${found}, by the log to ${expected ?? 'nothing'}` };
}

function describeEntity(
  {
    id,
    evidence,
    stands,
    redirectTo,
  }: {
    readonly id: EntityId;
    readonly evidence: number;
    readonly stands: boolean;
    readonly redirectTo: EntityId | null;
  },
  replay: LogReplay,
): readonly RebuildFinding[] {
  const findings: RebuildFinding[] = [];
  const count = replay.evidence.get(id) ?? 0;
  if (count !== (stands ? evidence : 0) || (stands && count === 0))
    findings.push({
      what: 'evidence',
      id,
      message: `is made of ${stands ? evidence : 0}, by the log of ${count}`,
    });
  const target = replay.redirects.get(id) ?? null;
  if (redirectTo !== target)
    findings.push({
      what: 'redirect',
      id,
      message: `leads to ${redirectTo ?? 'nothing'}, by the log to ${target ?? 'nothing'}`,
    });
  return findings;
}

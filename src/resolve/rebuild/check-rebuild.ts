import type { Context } from '../../context.ts';
import {
  pageEntityStates,
  pageReferences,
  readEntityEnds,
  readReferenceStates,
} from '../../generated/statements.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import { loadAllJudged } from '../judgements/judgement-reader.ts';
import { compareEntity, compareMention, type RebuildFinding } from './rebuild-finding.ts';
import { RebuiltIdentity } from './rebuilt-identity.ts';
import type { LogReplay } from './replay-log.ts';

export interface RebuildReport {
  readonly entries: number;
  readonly mentions: number;
  readonly entities: number;
  readonly judgements: number;
  /** Of all findings: mentions and entities that stand by the log and are not in the graph at all. Erasing is logged first, so that it is none. */
  readonly lost: { readonly mentions: number; readonly entities: number };
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
 * `most`: how many findings are told; all are counted.
 */
export async function checkRebuild(context: Context, most = MOST_FINDINGS): Promise<RebuildReport> {
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
    lost: { mentions: count(all, 'lost-mention'), entities: count(all, 'lost-entity') },
    findings: all.slice(0, most),
    found: all.length,
  };
}

/** What was logged while this reads may differ as well: it gives suspects only. */
async function checkMentions({ graph, signal }: Context, replay: LogReplay) {
  const met = new Set<MentionId>();
  const suspects: RebuildFinding[] = [];
  let read = 0;
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const rows = await graph.read(pageReferences, { after, limit: BigInt(PAGE) }, { signal });
    for (const { id, stands, entities } of rows) {
      met.add(id);
      if (stands) read += 1;
      suspects.push(...compareMention(id, { entities }, replay));
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)?.id ?? after;
  }
  for (const id of replay.refers.keys())
    if (!met.has(id)) suspects.push(...compareMention(id, undefined, replay));
  return { suspects, read };
}

async function checkEntities({ graph, signal }: Context, replay: LogReplay) {
  const met = new Set<EntityId>();
  const suspects: RebuildFinding[] = [];
  for (let after = ''; ; ) {
    signal?.throwIfAborted();
    const rows = await graph.read(pageEntityStates, { after, limit: BigInt(PAGE) }, { signal });
    for (const { id, ...row } of rows) {
      met.add(id);
      suspects.push(...compareEntity(id, row, replay));
    }
    if (rows.length < PAGE) break;
    after = rows.at(-1)?.id ?? after;
  }
  for (const id of replay.evidence.keys())
    if (!met.has(id)) suspects.push(...compareEntity(id, undefined, replay));
  return { suspects };
}

/** What still differs, now that the log was read on. */
async function lookAgain(
  { graph, signal }: Context,
  replay: LogReplay,
  suspects: readonly RebuildFinding[],
): Promise<readonly RebuildFinding[]> {
  const isOfMention = ({ what }: RebuildFinding) => what === 'reference' || what === 'lost-mention';
  const findings: RebuildFinding[] = [];
  for (const ids of pagesOf(suspects.filter(isOfMention))) {
    signal?.throwIfAborted();
    const rows = await graph.read(readReferenceStates, { ids }, { signal });
    const found = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
    for (const id of ids) findings.push(...compareMention(id as MentionId, found.get(id), replay));
  }
  for (const ids of pagesOf(suspects.filter((one) => !isOfMention(one)))) {
    signal?.throwIfAborted();
    const rows = await graph.read(readEntityEnds, { ids }, { signal });
    const found = new Map<string, (typeof rows)[number]>(rows.map((row) => [row.id, row]));
    for (const id of ids) {
      const row = found.get(id);
      const state = row && { ...row, stands: row.endedAt === null };
      findings.push(...compareEntity(id as EntityId, state, replay));
    }
  }
  return findings;
}

/** Their ids, each once, a page at a time: a bad restore may have lost very many. */
function pagesOf(suspects: readonly RebuildFinding[]): readonly (readonly string[])[] {
  const ids = [...new Set(suspects.map(({ id }) => id))];
  return Array.from({ length: Math.ceil(ids.length / PAGE) }, (_, page) =>
    ids.slice(page * PAGE, (page + 1) * PAGE),
  );
}

function count(findings: readonly RebuildFinding[], kind: RebuildFinding['what']): number {
  return findings.filter(({ what }) => what === kind).length;
}

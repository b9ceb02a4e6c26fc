import type { ReadContext } from '../../access/access.ts';
import { JingweiError } from '../../errors.ts';
import { readComparedMembers, readComparedMentions } from '../../generated/statements.ts';
import { toMentionState } from '../../intake/record-difference.ts';
import { type IdentityMention, toIdentityMention } from '../identity-claim.ts';
import { readBarred } from '../values/barred-values.ts';
import { findCandidatesOf } from './list-candidates.ts';

/** Mentions of an entity that are read, whose values forbid or allow a match: as many as nearly every entity has. */
const MOST_READ = 2_000n;
/** Mentions of an entity that are compared with another's; the rest is left out. */
export const MOST_MEMBERS = 30;
/** Other entities that each of the two may be one with, the most alike of which are looked at for a tie. */
const MOST_NEAR = 8;

/** Mentions of the entities that either may be one with instead, as far as they may be seen. */
export async function readNear(
  context: ReadContext,
  mentions: readonly IdentityMention[],
): Promise<readonly IdentityMention[]> {
  const entities = mentions.flatMap(({ prior }) => prior ?? []);
  const found = await findCandidatesOf(context, entities);
  const others = [...found.values()].flatMap((candidates) => candidates.slice(0, MOST_NEAR));
  const asked = new Set(others.map(({ entity }) => entity).filter((entity) => !entities.includes(entity)));
  return asked.size === 0 ? [] : readMembers(context, [...asked], BigInt(MOST_MEMBERS));
}

/** All that a mention is one with today, and the caller may see. */
export async function readWhole(
  context: ReadContext,
  mention: IdentityMention,
): Promise<readonly IdentityMention[]> {
  return mention.prior === null ? [mention] : readSide(context, mention.prior);
}

/** A mention, or those of an entity. Throws NOT_FOUND. */
export async function readSide(context: ReadContext, id: string): Promise<readonly IdentityMention[]> {
  const found = id.startsWith('e_')
    ? await readMembers(context, [id], MOST_READ)
    : await toIdentities(
        context,
        await context.graph.read(
          readComparedMentions,
          { mentions: [id], sight: context.access.decision.sight },
          { signal: context.signal },
        ),
      );
  if (found.length === 0) throw new JingweiError('NOT_FOUND', { kind: 'mention or entity', id });
  return found;
}

async function readMembers(
  context: ReadContext,
  entities: readonly string[],
  most: bigint,
): Promise<readonly IdentityMention[]> {
  const { sight } = context.access.decision;
  const rows = await context.graph.read(
    readComparedMembers,
    { entities, most, sight },
    { signal: context.signal },
  );
  return toIdentities(context, rows);
}

type Compared = NonNullable<(typeof readComparedMembers | typeof readComparedMentions)['types']>['row'];

async function toIdentities(
  context: ReadContext,
  rows: readonly Compared[],
): Promise<readonly IdentityMention[]> {
  const barred = await readBarred(
    context,
    rows.map((row) => row.id),
  );
  return rows.map((row) => toIdentityMention(barred.bar(toMentionState(row)), row.entity));
}

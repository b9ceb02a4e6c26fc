import { JingweiError } from '../errors.ts';
import type { Transaction } from '../graph/graph.ts';
import type { MentionId } from '../ids.ts';
import { type Resolvable, readSomeResolvable } from '../resolve/matching/resolvable.ts';
import { digestEvidence, type JudgementDraft, type JudgementModel } from './judgement.ts';

/** The mentions of a decision as they stand. Throws NOT_FOUND, BAD_INPUT, EVIDENCE_CHANGED. */
export async function readJudged(
  transaction: Transaction,
  draft: Pick<JudgementDraft, 'left' | 'right' | 'evidence'>,
): Promise<readonly Resolvable[]> {
  return requireJudgeable(draft, await readSomeResolvable(transaction, mentionsOf(draft)));
}

/** Passes on mentions that one decision may be about. Throws NOT_FOUND, BAD_INPUT, EVIDENCE_CHANGED. */
export function requireJudgeable(
  { evidence, ...sides }: Pick<JudgementDraft, 'left' | 'right' | 'evidence'>,
  mentions: readonly Resolvable[],
): readonly Resolvable[] {
  const ids = mentionsOf(sides);
  const found = new Set(mentions.map(({ identity }) => identity.id));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined)
    throw new JingweiError('NOT_FOUND', { kind: 'mention that stands', id: missing });
  const other = mentions.find(({ identity }) => identity.kind !== mentions[0]?.identity.kind);
  if (other !== undefined)
    throw new JingweiError('BAD_INPUT', { reason: 'they are not of one kind', argument: 'b' });
  if (evidence != null && evidence !== digestEvidence(toEvidence(mentions)))
    throw new JingweiError('EVIDENCE_CHANGED', { id: ids.slice(0, 2).join(' or ') });
  return mentions;
}

/** The mentions of both sides, each once. */
export function mentionsOf({ left, right }: Pick<JudgementDraft, 'left' | 'right'>): readonly MentionId[] {
  return [...new Set([...left, ...right])];
}

/** The one kind of things that mentions which may be judged are of. */
export function kindOf(mentions: readonly Resolvable[]): JudgementModel['kind'] {
  const kind = mentions[0]?.identity.kind;
  if (kind === undefined) throw new Error('A decision is about mentions');
  return kind;
}

export function toEvidence(
  mentions: readonly Resolvable[],
): readonly { readonly id: string; readonly hash: string }[] {
  return mentions.map(({ identity, hash }) => ({ id: identity.id, hash }));
}

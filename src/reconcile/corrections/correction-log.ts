import { hash, randomBytes } from 'node:crypto';
import type { EntryDraft } from '../../chain/entry.ts';
import { digestEvidence } from '../judgement.ts';
import type { ReconcileContext } from '../reconcile-context.ts';

interface Logged {
  readonly id: string;
  readonly discrepancy: string;
  readonly department: string;
  readonly state: string;
  /** What the discrepancy was about when it was sent or answered. */
  readonly mentions: readonly { readonly id: string; readonly hash: string }[];
  /** The note, or the evidence and the value: a salted digest of them is kept here, they stand on the correction. */
  readonly words: string;
}

/** An entry of the decision log about a correction: ids, words of the schema and digests. */
export function describeCorrection(
  { by, matter }: ReconcileContext,
  step: 'sent' | 'answered',
  { id, discrepancy, department, state, mentions, words }: Logged,
): EntryDraft {
  const salt = randomBytes(12).toString('base64url');
  return {
    actor: by,
    scope: matter,
    subjects: [id, discrepancy, ...mentions.map((mention) => mention.id)],
    body: JSON.stringify({
      ...{ step: `correction-${step}`, department, state, evidence: digestEvidence(mentions) },
      words: { salt, digest: hash('sha256', `${salt}\u0000${words}`, 'base64url') },
    }),
  };
}

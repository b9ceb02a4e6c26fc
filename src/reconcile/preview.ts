import { changeJudgement } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';
import type { IdentityChange } from '../resolve/identity-change.ts';
import { findContrary } from './contrary.ts';
import { type Decided, decide } from './decide.ts';
import { readJudged, toEvidence } from './judged-mentions.ts';
import {
  digestEvidence,
  type Effect,
  type JudgementDraft,
  type JudgementState,
  NO_EFFECT,
} from './judgement.ts';
import { effectOf } from './move-mentions.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { revoke } from './revoke.ts';

/** What a decision would do now. */
export interface DecisionPreview {
  readonly state: JudgementState;
  readonly contradicts: readonly string[];
  readonly effect: Effect;
  readonly moves: readonly {
    readonly mention: MentionId;
    readonly from: EntityId | null;
    readonly to: EntityId | null;
  }[];
  readonly evidence: string | null;
}

/** Decides, and rolls everything back: the very same code says what the decision itself would do. Throws as {@link decide}. */
export async function previewDecision(
  context: ReconcileContext,
  draft: JudgementDraft,
): Promise<DecisionPreview> {
  return { ...(await foresee(context, draft)), ...(await foreseeMoves(context, draft, decide)) };
}

/** The same of a judgement that others in force deny, with what would change if it were obeyed in their stead. */
export async function previewObeyed(
  context: ReconcileContext,
  draft: JudgementDraft,
): Promise<DecisionPreview> {
  return { ...(await foresee(context, draft)), ...(await foreseeMoves(context, draft, decideInstead)) };
}

async function foresee(
  context: ReconcileContext,
  draft: JudgementDraft,
): Promise<Pick<DecisionPreview, 'state' | 'contradicts' | 'evidence'>> {
  const [{ state, contradicts }, evidence] = await rollBack(
    context,
    async (transaction): Promise<[Decided, string]> => {
      const mentions = await readJudged(transaction, draft);
      const decided = await decide(context, transaction, [], draft);
      return [decided, digestEvidence(toEvidence(mentions))];
    },
  );
  return { state, contradicts, evidence };
}

async function foreseeMoves(
  context: ReconcileContext,
  draft: JudgementDraft,
  work: typeof decide,
): Promise<Pick<DecisionPreview, 'effect' | 'moves'>> {
  const approved = withoutSecondPerson(context);
  return summarise(
    await collectChanges(approved, (heard, transaction) => work(heard, transaction, [], draft)),
  );
}

/** Decides once nothing in force says the contrary any more: those that do bind nobody, and what they moved stays. */
const decideInstead: typeof decide = async (context, transaction, log, draft) => {
  for (;;) {
    const denying = await findContrary(transaction, '', draft);
    if (denying.length === 0) return decide(context, transaction, log, draft);
    for (const id of denying)
      await transaction.run(changeJudgement, { id, properties: { state: 'REVOKED' } });
  }
};

/** The same of taking a judgement back. Throws as {@link revoke}. */
export async function previewRevocation(context: ReconcileContext, id: string): Promise<DecisionPreview> {
  const asked = { id, reason: 'preview' };
  const approved = withoutSecondPerson(context);
  const changes = await collectChanges(approved, (heard, transaction) =>
    revoke(heard, transaction, [], asked),
  );
  return { ...summarise(changes), state: 'REVOKED', contradicts: [], evidence: null };
}

function withoutSecondPerson(context: ReconcileContext): ReconcileContext {
  const { settings } = context;
  const reconcile = {
    ...settings.reconcile,
    secondPersonSize: Number.POSITIVE_INFINITY,
    secondPersonKinds: [],
  };
  return { ...context, settings: { ...settings, reconcile } };
}

async function collectChanges(
  context: ReconcileContext,
  work: (context: ReconcileContext, transaction: Transaction) => Promise<unknown>,
): Promise<readonly IdentityChange[]> {
  return rollBack(context, async (transaction) => {
    const changes: IdentityChange[] = [];
    const heard = {
      ...context,
      onIdentity: async (_: Transaction, identity: IdentityChange) => {
        changes.push(identity);
      },
    };
    await work(heard, transaction);
    return changes;
  });
}

function summarise(changes: readonly IdentityChange[]): Pick<DecisionPreview, 'effect' | 'moves'> {
  const [change] = changes;
  if (change === undefined) return { effect: NO_EFFECT, moves: [] };
  const moves = [...change.moves].map(([mention, { before, after }]) => ({
    mention,
    from: before,
    to: after,
  }));
  return { effect: effectOf(change), moves };
}

/** Carries a result out of a transaction that must not be kept. */
class RolledBack<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('Rolled back');
    this.result = result;
  }
}

async function rollBack<T>(
  { graph }: ReconcileContext,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  let kept: RolledBack<T> | undefined;
  try {
    await graph.write(async (transaction) => {
      kept = new RolledBack(await work(transaction));
      throw kept;
    });
  } catch (error) {
    if (kept !== undefined && error === kept) return kept.result;
    throw error;
  }
  throw new Error('A preview was kept');
}

import { hash, randomBytes } from 'node:crypto';
import { appendInside } from '../chain/append-entries.ts';
import type { EntryDraft, Head } from '../chain/entry.ts';
import { openWitness, type Witness } from '../chain/witness.ts';
import type { Context } from '../context.ts';
import type { Graph, Transaction } from '../graph/graph.ts';
import type { JudgementDraft, JudgementModel } from './judgement.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** The chain that every decision is written on. */
export const DECISION_CHAIN = 'decisions';

/** What was done about a judgement. */
export type DecisionStep = 'made' | 'reaffirmed' | 'approved' | 'declined' | 'asked-to-revoke' | 'revoked';

/** Who vouches for the chain on behalf of this process, and the farthest head that it has vouched for. */
interface Voucher {
  readonly witness: Witness;
  sequence: number;
}
const vouchers = new WeakMap<Graph, Promise<Voucher>>();

/**
 * Does what a person decided: in one transaction, which also appends the entries of the decision log, and vouches for
 * them before anybody is told. Throws AUDIT_KEY, AUDIT_HEADS and LOG_BROKEN before anything is changed.
 */
export async function withDecisionLog<T>(
  context: Context,
  work: (transaction: Transaction, log: EntryDraft[]) => Promise<T>,
): Promise<T> {
  const voucher = await openVoucher(context);
  const { result, head } = await context.graph.write(async (transaction) => {
    const entries: EntryDraft[] = [];
    const result = await work(transaction, entries);
    const head: Head | null =
      entries.length === 0 ? null : await appendInside(transaction, DECISION_CHAIN, entries, context.clock());
    return { result, head };
  });
  // Two decisions of one moment may come back in another order than they were written in.
  if (head !== null && head.sequence > voucher.sequence) {
    voucher.sequence = head.sequence;
    voucher.witness.note(head);
  }
  return result;
}

/** Signs where the decision log ends, when a process has done deciding. */
export async function closeDecisionLog(graph: Graph): Promise<void> {
  const voucher = vouchers.get(graph);
  vouchers.delete(graph);
  await (await voucher)?.witness.close();
}

/** What was decided, for the log: ids, words of the schema and digests. */
export interface DescribedStep {
  readonly step: string;
  readonly subjects: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
  readonly reason: string;
}

/** An entry. The reason stands on what was decided; here is what proves it. */
export function describeStep(
  { by, matter }: Pick<ReconcileContext, 'by' | 'matter'>,
  { step, subjects, body, reason }: DescribedStep,
): EntryDraft {
  const salt = randomBytes(12).toString('base64url');
  const words = { salt, digest: hash('sha256', `${salt}\u0000${reason}`, 'base64url') };
  return { actor: by, scope: matter, subjects, body: JSON.stringify({ step, ...body, reason: words }) };
}

/** The entry of a judgement. */
export function describeDecision(
  context: ReconcileContext,
  step: DecisionStep,
  judgement: Pick<
    JudgementModel,
    'id' | 'act' | 'verdict' | 'state' | 'kind' | 'models' | 'evidence' | 'contradicts' | 'effect'
  > &
    Pick<JudgementDraft, 'left' | 'right'>,
  reason: string,
): EntryDraft {
  const { id, act, verdict, state, kind, models, evidence, contradicts, effect, left, right } = judgement;
  const body = { act, verdict, state, kind, models, evidence, contradicts, effect };
  return describeStep(context, { step, subjects: [id, ...left, ...right], body, reason });
}

function openVoucher(context: Context): Promise<Voucher> {
  const known = vouchers.get(context.graph);
  if (known !== undefined) return known;
  const opened = openWitness(context, context.settings.audit, DECISION_CHAIN).then((witness) => ({
    witness,
    sequence: 0,
  }));
  vouchers.set(context.graph, opened);
  // What failed once is tried again by the next decision.
  opened.catch(() => vouchers.delete(context.graph));
  return opened;
}

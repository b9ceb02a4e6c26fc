import { JingweiError } from '../errors.ts';
import { type CarryOut, type Decided, prepare } from './decide.ts';
import { DecisionBatch } from './decision-batch.ts';
import { withDecisionLog } from './decision-log.ts';
import { draftPair, type PairInput } from './judge.ts';
import type { JudgementDraft } from './judgement.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** What became of one of many judgements, in their order: taken in, or refused and why. */
export type Outcome =
  | ({ readonly error: null } & Decided)
  | { readonly error: JingweiError; readonly id: null; readonly repeated: false };

/** Judgements in one transaction: enough to share its price, few enough that others get their turn. */
const AT_ONCE = 100;

/**
 * Takes many judgements in, each as if it came alone: one that cannot be taken in is refused and keeps no other out, and
 * one that contradicts those before it is CONTESTED. Cut short, it has taken in the first ones; the same again goes on.
 */
export async function* judgeMany(
  context: ReconcileContext,
  inputs: readonly (PairInput | JingweiError)[],
): AsyncGenerator<Outcome> {
  for (let from = 0; from < inputs.length; from += AT_ONCE) {
    context.signal?.throwIfAborted();
    const some = inputs.slice(from, from + AT_ONCE).map(toDraft);
    yield* await withDecisionLog(context, async (transaction, log) => {
      const batch = new DecisionBatch(context, transaction);
      await batch.announce(some.flatMap((draft) => (draft instanceof JingweiError ? [] : [draft])));
      const outcomes: Outcome[] = [];
      for (const draft of some) {
        const made =
          draft instanceof JingweiError
            ? draft
            : await orRefused(prepare(context, transaction, log, draft, batch));
        outcomes.push(made instanceof JingweiError ? refused(made) : { error: null, ...(await made()) });
      }
      await batch.finish();
      return outcomes;
    });
  }
}

function toDraft(input: PairInput | JingweiError): JudgementDraft | JingweiError {
  if (input instanceof JingweiError) return input;
  try {
    return draftPair(input);
  } catch (error) {
    if (error instanceof JingweiError) return error;
    throw error;
  }
}

/** What refuses one is known before anything of it is written; any other failure ends them all. */
async function orRefused(prepared: Promise<CarryOut>): Promise<CarryOut | JingweiError> {
  try {
    return await prepared;
  } catch (error) {
    if (error instanceof JingweiError) return error;
    throw error;
  }
}

function refused(error: JingweiError): Outcome {
  return { error, id: null, repeated: false };
}

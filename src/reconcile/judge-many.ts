import { JingweiError } from '../errors.ts';
import { type CarryOut, type Decided, prepare } from './decide.ts';
import { withDecisionLog } from './decision-log.ts';
import { draftPair, type PairInput } from './judge.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** What became of one of many judgements, in their order: taken in, or refused and why. */
export type Outcome =
  | ({ readonly error: null } & Decided)
  | { readonly error: JingweiError; readonly id: null; readonly repeated: false };

/** Judgements in one transaction: enough to share its price, few enough that others get their turn. */
const AT_ONCE = 50;

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
    const some = inputs.slice(from, from + AT_ONCE);
    yield* await withDecisionLog(context, async (transaction, log) => {
      const outcomes: Outcome[] = [];
      for (const input of some) {
        const made =
          input instanceof JingweiError ? input : await prepareOne(context, transaction, log, input);
        outcomes.push(made instanceof JingweiError ? refused(made) : { error: null, ...(await made()) });
      }
      return outcomes;
    });
  }
}

/** What refuses one is known before anything of it is written; any other failure ends them all. */
async function prepareOne(
  ...[context, transaction, log, input]: [...DecisionArguments, PairInput]
): Promise<CarryOut | JingweiError> {
  try {
    return await prepare(context, transaction, log, draftPair(input));
  } catch (error) {
    if (error instanceof JingweiError) return error;
    throw error;
  }
}

type DecisionArguments = [
  context: ReconcileContext,
  transaction: Parameters<typeof prepare>[1],
  log: Parameters<typeof prepare>[2],
];

function refused(error: JingweiError): Outcome {
  return { error, id: null, repeated: false };
}

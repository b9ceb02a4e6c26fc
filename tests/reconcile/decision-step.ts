import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { decide } from '../../src/reconcile/decide.ts';
import { withDecisionLog } from '../../src/reconcile/decision-log.ts';
import type { JudgementDraft } from '../../src/reconcile/judgement.ts';
import { revoke } from '../../src/reconcile/revoke.ts';
import { residentsOf } from '../api/small-town-datasets.ts';

/** One step of a sequence in words that another process can be told. */
export type DecisionStep =
  | { readonly kind: 'decide'; readonly draft: JudgementDraft }
  | { readonly kind: 'revoke'; readonly id: string }
  /** A statement of a town's register. */
  | { readonly kind: 'deliver'; readonly tag: string; readonly file: string };

/** Takes a step, in whatever process; gives the id of what was decided. Throws whatever refuses it. */
export async function takeStep(intake: IntakeContext, step: DecisionStep): Promise<string> {
  const context = { ...intake, by: 'b', matter: null, onIdentity: runIdentityStages };
  switch (step.kind) {
    case 'decide':
      return withDecisionLog(
        context,
        async (transaction, log) => (await decide(context, transaction, log, step.draft)).id,
      );
    case 'revoke':
      await withDecisionLog(context, (transaction, log) =>
        revoke(context, transaction, log, { id: step.id, reason: 'r' }),
      );
      return step.id;
    case 'deliver':
      return (await deliver(intake, { definition: residentsOf(step.tag), file: step.file })).delivery ?? '';
  }
}

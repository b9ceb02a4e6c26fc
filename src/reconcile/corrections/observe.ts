import {
  changeCorrections,
  haveCorrections,
  listCorrectionsOfDiscrepancies,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { toDateTime } from '../../graph/values.ts';
import type { CauseId } from '../../ids.ts';
import { agree } from '../discrepancies/agree.ts';
import type { DiscrepancyEnd } from '../discrepancies/discrepancy.ts';
import type { StatedValue } from '../discrepancies/find-discrepancies.ts';

/** What became of a discrepancy: over, and why; or what its sides say now, while it goes on. */
export interface Outcome {
  readonly discrepancy: string;
  readonly closed: DiscrepancyEnd | null;
  readonly values: readonly StatedValue[];
}

/**
 * Ends corrections by what the data say now: observed at source, where the department's own delivery brought its value into
 * line or states what it said was right; lapsed, where the discrepancy is over for any other reason.
 */
export async function observeCorrections(
  transaction: Transaction,
  cause: { readonly delivery: CauseId; readonly at: string; readonly department: string | null },
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0 || !(await hasCorrections(transaction))) return;
  const byId = new Map(outcomes.map((outcome) => [outcome.discrepancy, outcome]));
  const found = await transaction.run(listCorrectionsOfDiscrepancies, { discrepancies: [...byId.keys()] });
  const rows = found.flatMap(({ id, discrepancy, ...correction }) => {
    const outcome = byId.get(discrepancy);
    const isOwn = correction.department === cause.department;
    const state = outcome === undefined ? null : stateAfter(outcome, isOwn, correction);
    const properties = { state, endedAt: toDateTime(cause.at), endedBy: cause.delivery };
    return state === null ? [] : [{ id, properties }];
  });
  if (rows.length > 0) transaction.send(changeCorrections, { rows });
}

interface Announced {
  readonly department: string;
  /** As it was written, and standardised; null where nothing was. */
  readonly value: string | null;
  readonly standard: string | null;
}

function stateAfter(
  { closed, values }: Outcome,
  isOwn: boolean,
  { department, value, standard }: Announced,
): 'OBSERVED' | 'LAPSED' | null {
  if (closed !== null) return closed === 'AGREED' && isOwn ? 'OBSERVED' : 'LAPSED';
  if (!isOwn || value === null || standard === null) return null;
  const isShown = values.some(
    (stated) =>
      stated.department === department &&
      agree(stated, { kind: stated.kind, value: standard, original: value }),
  );
  return isShown ? 'OBSERVED' : null;
}

async function hasCorrections(transaction: Transaction): Promise<boolean> {
  return (await transaction.run(haveCorrections, {}))[0]?.exist === true;
}

import {
  forgetValues as forgetValuesStatement,
  listDecidedValues,
  listEvidenceOfValues,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { RecordId } from '../ids.ts';
import { isStated } from '../intake/value-decisions.ts';

/**
 * The known problems and confirmations of values that some records state or stated: asked before that is erased. One that was
 * announced and that nothing has stated yet is not among them.
 */
export async function decidedValuesOf(
  transaction: Transaction,
  ids: readonly RecordId[],
): Promise<readonly string[]> {
  const decided = (await transaction.run(listDecidedValues, { ids })).map(({ id }) => id);
  return (await findStated(transaction, decided)).stated;
}

/**
 * After mentions were erased: a known problem or a confirmation whose value nothing states any more goes too. It holds no value, but a
 * digest of one, and whoever guesses the value could prove it by that. The decision log keeps that it was decided.
 */
export async function forgetValues(transaction: Transaction, decided: readonly string[]): Promise<void> {
  const { unstated } = await findStated(transaction, decided);
  if (unstated.length > 0) await transaction.run(forgetValuesStatement, { ids: unstated });
}

/** Which decisions are about a value that the mentions they go with state or stated. */
async function findStated(transaction: Transaction, ids: readonly string[]) {
  const stated: string[] = [];
  const unstated: string[] = [];
  const found = ids.length === 0 ? [] : await transaction.run(listEvidenceOfValues, { ids });
  for (const { id, key, attributes } of found) {
    const stands = attributes.some((text) => isStated({ key, attributes: text }));
    (stands ? stated : unstated).push(id);
  }
  return { stated, unstated };
}

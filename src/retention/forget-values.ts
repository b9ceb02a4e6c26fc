import {
  forgetValues as forgetValuesStatement,
  listDecidedValues,
  listEvidenceOfValues,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { RecordId } from '../ids.ts';
import { readAttributes } from '../intake/read-attributes.ts';
import { valueKey } from '../intake/value-key.ts';

/** The known problems and confirmations that go with what some records say or said: asked before that is erased. */
export async function decidedValuesOf(
  transaction: Transaction,
  ids: readonly RecordId[],
): Promise<readonly string[]> {
  return (await transaction.run(listDecidedValues, { ids })).map(({ id }) => id);
}

/**
 * After mentions were erased: a known problem or a confirmation whose value nothing states any more goes too. It holds no value, but a
 * digest of one, and whoever guesses the value could prove it by that. The decision log keeps that it was decided.
 */
export async function forgetValues(transaction: Transaction, decided: readonly string[]): Promise<void> {
  if (decided.length === 0) return;
  const found = await transaction.run(listEvidenceOfValues, { ids: decided });
  const ids = found
    .filter(
      ({ key, attributes }) =>
        !attributes.some((text) =>
          readAttributes(text).some((one) => valueKey({ ...one, attribute: one.name }) === key),
        ),
    )
    .map(({ id }) => id);
  if (ids.length > 0) await transaction.run(forgetValuesStatement, { ids });
}

import { JingweiError } from '../errors.ts';
import { listStatingMembers } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime } from '../graph/values.ts';
import type { EntityId, MentionId } from '../ids.ts';
import type { MentionState } from '../intake/batch-change.ts';
import { attributeKey } from '../intake/mention-properties.ts';
import { readAttributes } from '../intake/read-attributes.ts';
import { valueKey } from '../intake/value-key.ts';

/** A mention as far as it states values. */
export type StatingMember = Pick<MentionState, 'id' | 'dataset' | 'attributes' | 'validFrom' | 'validTo'>;

/** The mentions of an entity that state one of some values, and some of its others. */
export interface StatingMembers {
  readonly stating: readonly StatingMember[];
  readonly others: readonly MentionId[];
}

/** Mentions that one decision about values may be about: more would hold everybody else up. */
const MOST_STATING = 10_000;
/** Mentions of the entity that are known beside them. */
const MOST_OTHERS = 200;

/**
 * Who states some values of an entity today, however large that is otherwise. Throws NOT_FOUND where the entity has no mentions,
 * LIMIT_EXCEEDED.
 */
export async function readStatingMembers(
  transaction: Transaction,
  entity: EntityId,
  values: readonly { readonly attribute: string; readonly value: string }[],
): Promise<StatingMembers> {
  const [row] = await transaction.run(listStatingMembers, {
    entity,
    keys: values.map(({ attribute, value }) => attributeKey(attribute, value)),
    limit: BigInt(MOST_STATING + 1),
    others: BigInt(MOST_OTHERS),
  });
  if (row === undefined || row.stating.length + row.others.length === 0)
    throw new JingweiError('NOT_FOUND', { kind: 'entity', id: entity });
  if (row.stating.length > MOST_STATING)
    throw new JingweiError('LIMIT_EXCEEDED', {
      ...{ what: 'The number of mentions that state it', limit: MOST_STATING },
    });
  return {
    stating: row.stating.map(({ attributes, validFrom, validTo, ...member }) => ({
      ...member,
      attributes: readAttributes(attributes),
      validFrom: fromDateTime(validFrom),
      validTo: fromDateTime(validTo),
    })),
    others: row.others,
  };
}

/** Whether a mention states the value of a key. */
export function doesState({ attributes }: Pick<StatingMember, 'attributes'>, key: string): boolean {
  return attributes.some((one) => valueKey({ ...one, attribute: one.name }) === key);
}

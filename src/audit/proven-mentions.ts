import type { VerifiedIdentifier } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { findBearingMentions, listBlockedIdentifiers } from '../generated/statements.ts';
import type { DeliveryId, EntityId, MentionId, RecordId } from '../ids.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { readAttributes } from '../intake/read-attributes.ts';
import { type StoredAttribute, standardOf } from '../intake/stored-attribute.ts';
import { identifierKeys } from '../resolve/identifier-keys.ts';
import { findScheme, identityKey } from '../standardise/schemes.ts';

/** What one mention says, or said, of a person whose own identifier stands in it. Times in milliseconds since 1970. */
export interface ProvenStatement {
  readonly attributes: readonly StoredAttribute[];
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly recordedFrom: number;
  readonly recordedTo: number;
}

/** A mention that is proven to be of one person: one of the person's identifiers stands in the mention itself. */
export interface ProvenMention {
  readonly id: MentionId;
  readonly record: RecordId;
  readonly dataset: string;
  readonly role: string;
  readonly delivery: DeliveryId;
  readonly statedAt: number;
  readonly restricted: boolean;
  /** The present statement, if it is proven, and earlier ones that are; oldest first. */
  readonly statements: readonly ProvenStatement[];
  /** The entities that it was decided to be, and when. */
  readonly references: readonly { readonly entity: EntityId; readonly from: number; readonly to: number }[];
}

/**
 * The mentions of a person, by identifiers that were verified. Never by what mentions were merged to: another person's
 * mention that was wrongly joined to hers does not hold her identifier, so it is not hers. An identifier that stands for
 * too many really different names proves nothing, nor does one that does not stand for one person for good.
 */
export async function findProvenMentions(
  context: Context,
  identifiers: readonly VerifiedIdentifier[],
): Promise<readonly ProvenMention[]> {
  const keys = await findProvingKeys(context, identifiers);
  if (keys.size === 0) return [];
  const rows = await context.graph.read(findBearingMentions, { keys: [...keys] }, { signal: context.signal });
  return rows.flatMap(({ kind, versions, attributes, ...row }) => {
    if (kind !== 'Person') return [];
    const { validFrom, validTo, precision, recordedFrom, recordedTo, ...mention } = row;
    const present = { attributes, validFrom, validTo, precision, recordedFrom, recordedTo };
    const statements = [...versions, present]
      .map((version) => ({ ...version, attributes: readAttributes(version.attributes) }))
      .filter((statement) => isProven(statement.attributes, keys));
    return statements.length === 0 ? [] : [{ ...mention, statements }];
  });
}

/** Keys (`scheme:value`) under which a person is one for good, and that are not blocked. */
export async function findProvingKeys(
  context: Context,
  identifiers: readonly VerifiedIdentifier[],
): Promise<ReadonlySet<string>> {
  const catalogue = await loadCatalogue(context);
  const personal = identifiers.filter(({ scheme }) => {
    const rule = findScheme(scheme);
    return rule?.identifies === 'for-good' && rule.entityKinds.includes('Person');
  });
  const keys = new Set(personal.flatMap((identifier) => identifierKeys(catalogue, identifier)));
  const blocked = await context.graph.read(
    listBlockedIdentifiers,
    { keys: [...keys] },
    { signal: context.signal },
  );
  for (const { key } of blocked) keys.delete(key);
  return keys;
}

function isProven(attributes: readonly StoredAttribute[], keys: ReadonlySet<string>): boolean {
  return attributes.some((attribute) => {
    const key = identityKey({ scheme: attribute.scheme, standard: standardOf(attribute) });
    return key !== null && keys.has(key);
  });
}

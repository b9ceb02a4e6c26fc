import type { Access } from '../access/access.ts';
import type { EntityId, MentionId } from '../ids.ts';
import { visibleAttributes } from '../intake/mention.ts';
import type { StoredAttribute } from '../intake/stored-attribute.ts';
import { rankedKey } from '../resolve/ranked-values.ts';
import type { AttributeClasses } from './attribute-classes.ts';
import type { ExportedMention, ExportedRecord, LeftOutValue } from './exported-record.ts';
import type { AttributeOutcome, ReconciledValue } from './reconciled-value.ts';
import type { PageRow } from './record-pages.ts';

/** What a page of records is built with. */
export interface PageGround {
  /** Notes what is handed out. */
  readonly access: Access;
  readonly dataset: string;
  readonly outcomes: ReadonlyMap<EntityId, ReadonlyMap<string, AttributeOutcome>>;
  /** Takes in what is left out. */
  readonly missing: LeftOutValue[];
  readonly classes: AttributeClasses;
  /** Whether the use asks for confirmed values alone of an attribute in a role. */
  readonly mustBeConfirmed: (role: string, attribute: string) => boolean;
}

/** One record as it is given back; what it hands out is noted, what it leaves out is listed. */
export function buildRecord(row: PageRow, ground: PageGround): ExportedRecord {
  ground.access.use.record(row.id, ground.dataset);
  const roles = new Map<string, ExportedMention[]>();
  for (const mention of row.mentions) {
    const things = roles.get(mention[1]) ?? [];
    roles.set(mention[1], things);
    things.push(buildMention(row, mention, ground));
  }
  return { id: row.id, key: row.key, roles };
}

function buildMention(
  row: PageRow,
  [id, role, itemKey, entity, , , text]: PageRow['mentions'][number],
  ground: PageGround,
): ExportedMention {
  const { access, dataset, outcomes, missing } = ground;
  access.use.mention(id, row.id, dataset);
  if (entity !== null) access.use.entity(entity);
  const known = entity === null ? undefined : outcomes.get(entity);
  const attributes = new Map<string, { stated: string[]; preferred: ReconciledValue | null }>();
  for (const stated of visibleAttributes(access, { dataset, role, inScope: row.inScope }, text)) {
    const { name, original } = stated;
    const outcome = known?.get(name);
    let attribute = attributes.get(name);
    if (attribute === undefined) {
      attribute = { stated: [], preferred: outcome?.preferred ?? null };
      attributes.set(name, attribute);
      if (attribute.preferred !== null) noteSource(ground, name, attribute.preferred);
    }
    const leftOut = whyLeftOut(outcome, id, stated, ground.mustBeConfirmed(role, name));
    if (leftOut === null) attribute.stated.push(original);
    else
      missing.push({
        ...{ record: row.key, role, itemKey, entity: entity ?? '', attribute: name, stated: original },
        ...leftOut,
      });
  }
  // What others state of it under the attributes of this dataset is given back too, where it states none itself.
  for (const [name, { preferred }] of known ?? [])
    if (preferred !== null && !attributes.has(name)) {
      noteSource(ground, name, preferred);
      attributes.set(name, { stated: [], preferred });
    }
  return { entity, itemKey, attributes };
}

/** Why nobody is given what a mention states; null where it is given. What was not reckoned is not known to be confirmed. */
function whyLeftOut(
  outcome: AttributeOutcome | undefined,
  id: MentionId,
  stated: StoredAttribute,
  onlyConfirmed: boolean,
): Pick<LeftOutValue, 'reason' | 'knownProblem'> | null {
  const problem = outcome?.problems.find(
    ({ mention, original }) => mention === id && original === stated.original,
  );
  if (problem !== undefined) return { reason: 'known-problem', knownProblem: problem.knownProblem };
  if (!onlyConfirmed || outcome?.confirmed.has(rankedKey(stated)) === true) return null;
  return { reason: 'unconfirmed', knownProblem: '' };
}

function noteSource(
  { access: { use }, classes }: PageGround,
  attribute: string,
  { source }: ReconciledValue,
): void {
  use.mention(source.mention, source.record, source.dataset);
  use.value(source.dataset, classes.of(source.dataset, attribute));
}

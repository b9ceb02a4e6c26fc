import type { Access } from '../access/access.ts';
import type { EntityId } from '../ids.ts';
import { visibleAttributes } from '../intake/mention.ts';
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
  const { access, dataset, outcomes } = ground;
  access.use.mention(id, row.id, dataset);
  if (entity !== null) access.use.entity(entity);
  const known = entity === null ? undefined : outcomes.get(entity);
  const attributes = new Map<string, { stated: string[]; preferred: ReconciledValue | null }>();
  const wrong = new Map<string, ReadonlySet<string>>();
  for (const { name, original } of visibleAttributes(access, { dataset, role, inScope: row.inScope }, text)) {
    let attribute = attributes.get(name);
    if (attribute === undefined) {
      const outcome = known?.get(name);
      attribute = { stated: [], preferred: outcome?.preferred ?? null };
      attributes.set(name, attribute);
      if (attribute.preferred !== null) noteSource(ground, name, attribute.preferred);
      const leftOut = outcome?.leftOut.filter(({ mentions }) => mentions.includes(id)) ?? [];
      if (leftOut.length > 0)
        wrong.set(name, listLeftOut(ground, { row, role, itemKey, entity, name }, leftOut));
    }
    if (wrong.get(name)?.has(original) !== true) attribute.stated.push(original);
  }
  // What others state of it under the attributes of this dataset is given back too, where it states none itself.
  for (const [name, { preferred }] of known ?? [])
    if (preferred !== null && !attributes.has(name)) {
      noteSource(ground, name, preferred);
      attributes.set(name, { stated: [], preferred });
    }
  return { entity, itemKey, attributes };
}

interface Place {
  readonly row: PageRow;
  readonly role: string;
  readonly itemKey: string;
  readonly entity: EntityId | null;
  readonly name: string;
}

/** Lists what is left out of a mention under an attribute. Gives what of it is a known problem, which nobody is given. */
function listLeftOut(
  { missing }: PageGround,
  { row, role, itemKey, entity, name }: Place,
  leftOut: AttributeOutcome['leftOut'],
): ReadonlySet<string> {
  const wrong = new Set<string>();
  for (const { original, reason, knownProblem } of leftOut) {
    if (reason === 'known-problem') wrong.add(original);
    missing.push({
      ...{ record: row.key, role, itemKey, entity: entity ?? '', attribute: name, stated: original },
      ...{ reason, knownProblem: knownProblem ?? '' },
    });
  }
  return wrong;
}

function noteSource(
  { access: { use }, classes }: PageGround,
  attribute: string,
  { source }: ReconciledValue,
): void {
  use.mention(source.mention, source.record, source.dataset);
  use.value(source.dataset, classes.of(source.dataset, attribute));
}

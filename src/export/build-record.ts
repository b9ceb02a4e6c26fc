import type { Access } from '../access/access.ts';
import type { pageExportedRecords } from '../generated/statements.ts';
import type { EntityId } from '../ids.ts';
import { highest } from '../intake/dataset-classes.ts';
import { visibleAttributes } from '../intake/mention.ts';
import type { ExportedAttribute, ExportedMention, ExportedRecord, LeftOutValue } from './exported-record.ts';
import type { AttributeOutcome, ReconciledValue } from './reconciled-value.ts';

export type PageRow = NonNullable<(typeof pageExportedRecords)['types']>['row'];

/** What a page of records is built with. */
export interface PageGround {
  /** Notes what is handed out. */
  readonly access: Access;
  readonly dataset: string;
  readonly outcomes: ReadonlyMap<EntityId, ReadonlyMap<string, AttributeOutcome>>;
  /** Takes in what is left out. */
  readonly missing: LeftOutValue[];
}

/** One record as it is given back; what it hands out is noted, what it leaves out is listed. */
export function buildRecord(row: PageRow, ground: PageGround): ExportedRecord {
  ground.access.use.record(row.id, ground.dataset);
  const roles = new Map<string, ExportedMention[]>();
  row.mentions.forEach((mention, place) => {
    const things = roles.get(mention.role) ?? [];
    roles.set(mention.role, things);
    things.push(buildMention(row, place, ground));
  });
  return { id: row.id, key: row.key, roles };
}

function buildMention(row: PageRow, place: number, ground: PageGround): ExportedMention {
  const { access, dataset, outcomes, missing } = ground;
  const mention = row.mentions[place];
  if (mention === undefined) throw new Error('A mention has a place of its own');
  const { id, role, itemKey, entity } = mention;
  access.use.mention(id, row.id, dataset);
  if (entity !== null) access.use.entity(entity);
  const own = visibleAttributes(
    access,
    { dataset, role, inScope: row.inScope },
    row.attributes[place] ?? '[]',
  );
  const known = entity === null ? undefined : outcomes.get(entity);
  const attributes = new Map<string, ExportedAttribute>();
  for (const name of new Set(own.map((attribute) => attribute.name))) {
    const outcome = known?.get(name);
    const wrong = new Set<string>();
    for (const { mentions, original, reason, knownProblem } of outcome?.leftOut ?? []) {
      if (!mentions.includes(id)) continue;
      if (reason === 'known-problem') wrong.add(original);
      missing.push({
        ...{ record: row.key, role, itemKey, entity: entity ?? '', attribute: name, stated: original },
        ...{ reason, knownProblem: knownProblem ?? '' },
      });
    }
    const stated = own.filter((one) => one.name === name && !wrong.has(one.original));
    const preferred = outcome?.preferred ?? null;
    if (preferred !== null) noteSource(access, name, preferred);
    attributes.set(name, { stated: stated.map(({ original }) => original), preferred });
  }
  // What others state of it under the attributes of this dataset is given back too, where it states none itself.
  for (const [name, { preferred }] of known ?? [])
    if (preferred !== null && !attributes.has(name)) {
      noteSource(access, name, preferred);
      attributes.set(name, { stated: [], preferred });
    }
  return { entity, itemKey, attributes };
}

function noteSource({ use, catalogue }: Access, attribute: string, { source }: ReconciledValue): void {
  use.mention(source.mention, source.record, source.dataset);
  const roles = [...(catalogue.datasets.get(source.dataset)?.classes.roles.values() ?? [])];
  use.value(source.dataset, highest(roles.flatMap(({ attributes }) => attributes.get(attribute) ?? [])));
}

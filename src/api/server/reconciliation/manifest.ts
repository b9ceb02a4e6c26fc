import type { DatasetCatalogue } from '../../../intake/dataset-model.ts';
import { ENTITY_KINDS, type EntityKind } from '../../../intake/mapped.ts';

/** Something with an id and a name, as the protocol names types and properties. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

const KIND_NAMES: Readonly<Record<EntityKind, string>> = {
  Person: 'Person 人',
  Organization: 'Organization 单位',
  Thing: 'Thing 物',
  Place: 'Place 地点',
  Event: 'Event 事件',
};

export function typeOf(kind: EntityKind): Named {
  return { id: kind, name: KIND_NAMES[kind] };
}

export const TYPES: readonly Named[] = ENTITY_KINDS.map(typeOf);

/** What can be asked of entities: the attributes that some dataset declares, by name. */
export function listProperties({ attributes }: DatasetCatalogue): readonly Named[] {
  return [...attributes.keys()].sort().map((name) => ({ id: name, name }));
}

/** The service manifest of the Reconciliation Service API 0.2 (W3C Community Group, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/). */
export function buildManifest(base: string) {
  return {
    versions: ['0.2'],
    name: 'Jingwei 经纬',
    identifierSpace: `${base}/entity/`,
    schemaSpace: `${base}/schema/`,
    defaultTypes: TYPES,
    view: { url: `${base}/preview?id={{id}}` },
    preview: { url: `${base}/preview?id={{id}}`, width: 420, height: 260 },
    suggest: {
      entity: { service_url: base, service_path: '/suggest/entity' },
      type: { service_url: base, service_path: '/suggest/type' },
      property: { service_url: base, service_path: '/suggest/property' },
    },
    extend: {
      propose_properties: { service_url: base, service_path: '/properties' },
      property_settings: [],
    },
    batchSize: 20,
  };
}

import type { Classification } from './contract/contract.ts';
import {
  columnClasses,
  type DatasetClasses,
  highest,
  type RoleClasses,
  readClasses,
} from './dataset-classes.ts';
import type { DatasetDefinition } from './definition.ts';
import type { EntityKind } from './mapped.ts';

/**
 * What a dataset is read by and was read by, oldest first. Any of it may have made what it states today: a delivery that is held
 * changed some records only, one that is taken back leaves what was stated before, and earlier times stay readable.
 */
export interface DefinitionHistory {
  readonly former: readonly DatasetDefinition[];
  readonly present: DatasetDefinition;
}

/** The types that its mentions may have, each with the kinds that it is of. */
export function mentionedTypes(
  history: readonly DatasetDefinition[],
): ReadonlyMap<string, ReadonlySet<EntityKind>> {
  const types = new Map<string, Set<EntityKind>>();
  for (const { type, kind } of history.flatMap(({ mapping }) => mapping.mentions))
    types.set(type, (types.get(type) ?? new Set()).add(kind));
  return types;
}

/**
 * What any definition names, each part as protected as the most protected column that it was ever read from: an attribute
 * that is read from a public column now still has what a personal one held. A column is of the class that the newest contract
 * gives it, for a department may declassify what it stated before. What the present one names no more still stands in what was
 * stated under a former one: while a delivery is held, after it was taken back, and at earlier times.
 */
export function protectedClasses({ former, present }: DefinitionHistory): DatasetClasses {
  const columns = new Map([...former, present].flatMap((definition) => [...columnClasses(definition)]));
  const all = [present, ...former].map((definition) => readClasses(definition, columns));
  return {
    record: highest(all.map(({ record }) => record)),
    roles: raisedRoles(all.map(({ roles }) => roles)),
    columns: raised(all.map((classes) => classes.columns)),
    schemes: raised(all.map(({ schemes }) => schemes)),
    relations: raised(all.map(({ relations }) => relations)),
  };
}

/** The same with everything as protected as can be, where it is not known what it was read from before. */
export function sealed({ roles, columns, schemes, relations }: DatasetClasses): DatasetClasses {
  const seal = <T>(known: ReadonlyMap<string, T>): Classes =>
    new Map([...known.keys()].map((name) => [name, 'sensitive']));
  return {
    record: 'sensitive',
    roles: new Map(
      [...roles].map(([role, { attributes }]) => [
        role,
        { mention: 'sensitive', name: 'sensitive', attributes: seal(attributes), location: 'sensitive' },
      ]),
    ),
    columns: seal(columns),
    schemes: seal(schemes),
    relations: seal(relations),
  };
}

function raisedRoles(all: readonly ReadonlyMap<string, RoleClasses>[]): ReadonlyMap<string, RoleClasses> {
  const names = new Set(all.flatMap((roles) => [...roles.keys()]));
  return new Map([...names].map((role) => [role, raisedRole(all.flatMap((roles) => roles.get(role) ?? []))]));
}

function raisedRole(all: readonly RoleClasses[]): RoleClasses {
  const highestOf = (part: 'mention' | 'name' | 'location'): Classification =>
    highest(all.map((known) => known[part]));
  return {
    mention: highestOf('mention'),
    name: highestOf('name'),
    attributes: raised(all.map(({ attributes }) => attributes)),
    location: highestOf('location'),
  };
}

type Classes = ReadonlyMap<string, Classification>;

function raised(all: readonly Classes[]): Classes {
  const names = new Set(all.flatMap((classes) => [...classes.keys()]));
  return new Map(
    [...names].map((name) => [name, highest(all.flatMap((classes) => classes.get(name) ?? []))]),
  );
}

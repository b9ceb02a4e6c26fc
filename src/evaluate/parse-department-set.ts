import { z } from 'zod';
import { describeUnknown } from '../intake/contract/nearest-word.ts';
import { problemError } from '../intake/contract/problem.ts';
import { readYaml, type YamlSource } from '../intake/contract/yaml-source.ts';
import { listZodProblems } from '../intake/contract/zod-problems.ts';
import type { DatasetDefinition } from '../intake/definition.ts';
import { type MappingScope, report, requireColumn } from '../intake/mapping/mapping-scope.ts';

const dataset = z.strictObject({
  contract: z.string().describe('Relative to this file; its mapping lies beside it'),
  file: z.string().describe('Relative to --data, or to this file'),
  hide: z.array(z.string()).default([]).describe('Columns that the engine must do without'),
  truth: z
    .record(z.string(), z.array(z.string()).min(1))
    .default({})
    .describe('Per role the columns that name its entity; with several, any of them is right'),
});

/** Datasets of departments that are resolved together, each through the contract and mapping that take it in. */
const departmentSet = z.strictObject({
  datasets: z.array(dataset).min(1),
  truth: z
    .strictObject({ file: z.string().describe('dataset, record, role, item, entity: one line per mention') })
    .optional(),
  find: z
    .strictObject({ of: z.string(), in: z.string() })
    .optional()
    .describe('Datasets: how many mentions of the one find their entity in the other'),
});
export type DepartmentSetShape = z.infer<typeof departmentSet>;

export interface DepartmentSet extends DepartmentSetShape {
  /** Tells where in the file something stands. */
  readonly source: YamlSource;
}

/** The set, or null where the file describes columns of its own instead of datasets. @throws {JingweiError} */
export function readDepartmentSet(file: string, text: string): DepartmentSet | null {
  const yaml = readYaml(file, text);
  if (!yaml.ok) throw problemError('MAPPING_INVALID', yaml.problems);
  const { value } = yaml.value;
  if (typeof value !== 'object' || value === null || !('datasets' in value)) return null;
  const set = departmentSet.safeParse(value);
  if (!set.success) throw problemError('MAPPING_INVALID', listZodProblems(yaml.value, set.error));
  return { ...set.data, source: yaml.value };
}

/**
 * Holds the roles and columns that a set names to the definitions of its datasets, in its order: a truth that is nowhere
 * would be a perfect result. @throws {JingweiError} `MAPPING_INVALID`
 */
export function checkDepartmentSet(
  { source, datasets }: DepartmentSet,
  definitions: readonly DatasetDefinition[],
): void {
  const problems: MappingScope['problems'] = [];
  definitions.forEach(({ contract: { object }, mapping }, at) => {
    const { hide = [], truth = {} } = datasets[at] ?? {};
    const scope: MappingScope = {
      source,
      object,
      problems,
      hasCoordinateSystem: false,
      hasItem: false,
      isStored: false,
    };
    for (const name of hide) requireColumn(name, ['datasets', at, 'hide'], scope);
    const roles = mapping.mentions.map(({ role }) => role);
    for (const [role, names] of Object.entries(truth)) {
      const path = ['datasets', at, 'truth', role];
      if (!roles.includes(role))
        report(scope, path, `truth: there is no role ${role}; ${describeUnknown(role, roles)}`);
      for (const name of names) requireColumn(name, path, scope);
    }
  });
  if (problems.length > 0) throw problemError('MAPPING_INVALID', problems);
}

import { z } from 'zod';
import { problemError } from '../intake/contract/problem.ts';
import { readYaml } from '../intake/contract/yaml-source.ts';
import { listZodProblems } from '../intake/contract/zod-problems.ts';

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
export type DepartmentSet = z.infer<typeof departmentSet>;

/** The set, or null where the file describes columns of its own instead of datasets. @throws {JingweiError} */
export function readDepartmentSet(file: string, text: string): DepartmentSet | null {
  const yaml = readYaml(file, text);
  if (!yaml.ok) throw problemError('MAPPING_INVALID', yaml.problems);
  const { value } = yaml.value;
  if (typeof value !== 'object' || value === null || !('datasets' in value)) return null;
  const set = departmentSet.safeParse(value);
  if (!set.success) throw problemError('MAPPING_INVALID', listZodProblems(yaml.value, set.error));
  return set.data;
}

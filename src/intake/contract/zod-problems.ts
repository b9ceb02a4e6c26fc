import type { z } from 'zod';
import type { ContractProblem } from './problem.ts';
import type { YamlPath, YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

/** The issues of a failed parse as problems at their places in the file. */
export function listZodProblems(source: YamlSource, error: z.ZodError): readonly ContractProblem[] {
  return error.issues.flatMap((issue) => toProblems(source, issue, []));
}

function toProblems(source: YamlSource, issue: Issue, prefix: YamlPath): readonly ContractProblem[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => source.problem(path, describe(path, issue.message, key), key));
  }
  if (issue.code === 'invalid_union') {
    const branch = closestBranch(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => toProblems(source, inner, path));
  }
  return [source.problem(path, describe(path, issue.message))];
}

/** Of the forms that a value may take, the one that it came nearest to: whose complaint lies deepest. */
function closestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  let best: readonly Issue[] | undefined;
  let bestScore = -1;
  for (const branch of branches) {
    const typeMismatch = branch.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0);
    const score = typeMismatch ? 0 : 1 + Math.max(0, ...branch.map((issue) => issue.path.length));
    if (score > bestScore) {
      best = branch;
      bestScore = score;
    }
  }
  return bestScore > 0 ? best : undefined;
}

function describe(path: YamlPath, message: string, key?: string): string {
  const at = path.join('.');
  if (key !== undefined) return message.replace('{key}', key);
  return at === '' ? message : `${at} ${message}`;
}

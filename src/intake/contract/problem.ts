import { JingweiError } from '../../errors.ts';

/** One thing that is wrong with a contract or a mapping, and where. Lines and columns count from 1. */
export interface ContractProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
  /** Set where the problem is not an ordinary one of its file, e.g. a version of the standard that is not supported. */
  readonly version?: string;
}

/** What came of reading a file: the result, or everything that is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ContractProblem[] };

/** The error for a list of problems: it carries the first one and how many there are. */
export function problemError(
  code: 'CONTRACT_INVALID' | 'MAPPING_INVALID',
  problems: readonly ContractProblem[],
): JingweiError {
  const versioned = problems.find((problem) => problem.version !== undefined);
  const first = versioned ?? problems[0];
  if (first === undefined) throw new Error('problemError needs at least one problem');
  const { file, line, column, reason, version } = first;
  const count = problems.length;
  if (version !== undefined) {
    return new JingweiError('CONTRACT_VERSION', { file, line, column, version, count });
  }
  const more = count > 1 ? ` (and ${count - 1} more)` : '';
  return new JingweiError(code, { file, line, column, reason: `${reason}${more}`, count });
}

/** What the log says of an unexpected error. Messages are left out: a database's may hold values of rows. */
export interface Failure {
  readonly type: string;
  readonly code?: string;
  readonly at: readonly string[];
  readonly cause?: Failure;
}

const FRAMES = 8;
const CAUSES = 4;

export function describeFailure(error: unknown, depth = 0): Failure {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return {
    type: error.name,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    at: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...(error.cause === undefined || depth >= CAUSES
      ? {}
      : { cause: describeFailure(error.cause, depth + 1) }),
  };
}

import { type ErrorDetails, JingweiError } from '../../errors.ts';

/** An error as a caller may see it, over GraphQL and plain HTTP alike. */
export interface PublicError {
  readonly message: string;
  readonly extensions: {
    readonly code: string;
    readonly remedy: string;
    readonly details?: ErrorDetails;
    /** What to tell the operator, who finds it in the log. */
    readonly requestId?: string;
  };
}

/** Shows an error of ours as it is. */
export function describeError(error: JingweiError): PublicError {
  const { message, code, remedy, details } = error;
  const isPlain = Object.keys(details).length === 0;
  return { message, extensions: { code, remedy, ...(isPlain ? {} : { details }) } };
}

/** Shows an error of ours as it is, and everything else as INTERNAL: its message may hold anything. */
export function maskError(error: unknown, requestId: string): PublicError {
  if (error instanceof JingweiError && error.code !== 'INTERNAL') return describeError(error);
  const { message, extensions } = describeError(new JingweiError('INTERNAL'));
  return { message, extensions: { ...extensions, requestId } };
}

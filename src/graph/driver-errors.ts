import { Neo4jError } from 'neo4j-driver';
import { JingweiError } from '../errors.ts';

const ATTEMPTS = 6;
// The driver retries what the server calls transient; these two arise from racing MERGE and DELETE and are not.
const RETRIED_CODES = new Set([
  'Neo.ClientError.Statement.EntityNotFound',
  'Neo.ClientError.Schema.ConstraintValidationFailed',
]);

/** Repeats what failed for a race that the driver does not repeat for. Throws as {@link translateError} translates. */
export async function retried<T>(run: () => Promise<T>, uri: string): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      const again = error instanceof Neo4jError && RETRIED_CODES.has(error.code) && attempt < ATTEMPTS;
      if (!again) throw translateError(error, uri);
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 10 * (1 + Math.random())));
    }
  }
}

/** A driver's failure as one of our own where a person can do something about it. */
export function translateError(error: unknown, uri: string): unknown {
  if (!(error instanceof Neo4jError)) return error;
  if (/Security\.(Unauthorized|AuthenticationRateLimit|CredentialsExpired)/.test(error.code)) {
    return new JingweiError('GRAPH_CREDENTIALS', {}, error);
  }
  if (error.code === 'ServiceUnavailable' || error.code === 'SessionExpired') {
    return new JingweiError('GRAPH_UNREACHABLE', { uri }, error);
  }
  if (/TransientError|LockAcquisitionTimeout/.test(error.code)) {
    return new JingweiError('GRAPH_BUSY', { reason: error.code }, error);
  }
  if (/TransactionTimedOut/.test(error.code))
    return new JingweiError('TIMEOUT', { seconds: 'the allowed' }, error);
  return error;
}

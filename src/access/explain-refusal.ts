import { errors } from 'jose';
import { JingweiError } from '../errors.ts';

/** Why a token was not accepted, in words that repeat nothing of it. */
export function explainRefusal(error: unknown): JingweiError {
  return new JingweiError('UNAUTHENTICATED', { reason: explain(error) }, error);
}

function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'its token has expired';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the claim ${error.claim} of its token is ${error.reason === 'missing' ? 'missing' : 'not accepted'}`;
  if (error instanceof errors.JOSEAlgNotAllowed) return "its token's algorithm is not accepted";
  if (error instanceof errors.JWSSignatureVerificationFailed) return "its token's signature is wrong";
  if (error instanceof errors.JWKSNoMatchingKey) return 'its token is signed with a key that is not known';
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return 'its token does not say which key it is signed with';
  // What is left: not a signed token at all, or one whose key is of another type than its algorithm.
  return 'its token cannot be read';
}

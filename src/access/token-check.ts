import { type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import { JingweiError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { explainRefusal } from './explain-refusal.ts';
import { readCaller } from './read-caller.ts';

/** The key that a token says it is signed with. */
export type FindKey = JWTVerifyGetKey;

/** What a token has to be to count. */
export interface TokenDemands {
  readonly keys: FindKey;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly roleClaim: string;
  readonly clock: () => number;
}

/** Signatures with a public key only: with HS* a server that can check a token could also write one. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** Clocks of two machines may differ by so much. */
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Checks tokens as RFC 8725 asks: algorithm, signature, issuer, audience, and when they begin and end.
 * The check throws UNAUTHENTICATED, or KEYS_UNAVAILABLE.
 */
export function createTokenCheck(demands: TokenDemands): (token: string) => Promise<Caller> {
  const { keys, issuer, audience, roleClaim, clock } = demands;
  return async (token) => {
    const options: JWTVerifyOptions = {
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(clock()),
      requiredClaims: ['exp', 'sub'],
      ...(issuer === undefined ? {} : { issuer }),
      ...(audience === undefined ? {} : { audience }),
    };
    try {
      const { payload } = await jwtVerify(token, keys, options);
      return readCaller(payload, roleClaim);
    } catch (error) {
      throw error instanceof JingweiError ? error : explainRefusal(error);
    }
  };
}

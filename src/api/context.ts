import { AccessUse } from '../access/access-use.ts';
import type { Caller } from '../access/caller.ts';
import { type AsOf, asOfKey } from '../as-of.ts';
import type { Context } from '../context.ts';
import type { IntakeContext } from '../intake/intake-context.ts';
import { runStages } from '../pipeline.ts';
import { createLoaders, type Loaders } from './loaders/loaders.ts';

/** What every resolver is given: who asks, and what was read for this request already. */
export interface RequestContext extends IntakeContext {
  readonly caller: Caller;
  /** What this request has read, for the access log. */
  readonly use: AccessUse;
  /** Batched reads that stand on the same two axes of time; one set for each pair within a request. */
  loaders(asOf: AsOf): Loaders;
  /** Forgets what was read: a mutation has changed it. */
  forget(): void;
}

/** Builds the context of one request. Never share it between requests: what it has read would grow stale. */
export function createRequestContext(base: Context & { readonly caller: Caller }): RequestContext {
  const known = new Map<string, Loaders>();
  return {
    ...base,
    use: new AccessUse(),
    listener: runStages,
    onProgress: () => undefined,
    loaders: (asOf) => {
      const key = asOfKey(asOf);
      const loaders = known.get(key) ?? createLoaders(base, asOf);
      known.set(key, loaders);
      return loaders;
    },
    forget: () => known.clear(),
  };
}

import { type Access, openAccess, type ReadContext } from '../access/access.ts';
import { AccessUse } from '../access/access-use.ts';
import type { Caller } from '../access/caller.ts';
import { takeMatter, type UsedMatter } from '../access/take-matter.ts';
import { type AsOf, asOfKey } from '../as-of.ts';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { IntakeContext } from '../intake/intake-context.ts';
import { finishStages, runIdentityStages, runStages } from '../pipeline.ts';
import type { IdentityListener } from '../resolve/matching/run-resolution.ts';
import { createLoaders, type Loaders } from './loaders/loaders.ts';

/** What every resolver is given: who asks, under which matter, and what was read for this request already. */
export interface RequestContext extends IntakeContext, ReadContext {
  readonly caller: Caller;
  /** The stages behind a decision about who is who. */
  readonly onIdentity: IdentityListener;
  /** What this request has read, for the access log. */
  readonly use: AccessUse;
  /** The decision that the request runs under. Throws until {@link enter} has come back. */
  readonly access: Access;
  /** The same, or null where nothing was asked that needs one. */
  readonly entered: Access | null;
  /**
   * Decides what the request may see, under the matter that a root field names or else its header; once for all root
   * fields. Throws MATTER_UNUSABLE, and BAD_INPUT when two of them name different ones.
   */
  enter(matter: string | null | undefined): Promise<void>;
  /** Waits until the matter is known to have been open a second ago at most. Throws MATTER_UNUSABLE. */
  confirm(): Promise<void>;
  /** Batched reads that stand on the same two axes of time; one set for each pair within a request. */
  loaders(asOf: AsOf): Loaders;
  /** Forgets what was read: a mutation has changed it. */
  forget(): void;
}

export interface RequestBase extends Context {
  readonly caller: Caller;
  /** As the header names it. */
  readonly matter?: string | null | undefined;
}

interface Entered {
  readonly matter: string | null;
  readonly access: Promise<Access>;
}

/** Builds the context of one request. Never share it between requests: what it has read would grow stale. */
export function createRequestContext({ matter: header = null, ...base }: RequestBase): RequestContext {
  const known = new Map<string, Loaders>();
  const use = new AccessUse();
  let entered: Entered | undefined;
  let access: Access | undefined;
  let used: UsedMatter | undefined;
  const open = async (matter: string | null): Promise<Access> => {
    const [named, catalogue] = await Promise.all([
      matter === null ? undefined : takeMatter(base, base.caller, matter),
      loadCatalogue(base),
    ]);
    used = named;
    access = await openAccess(base, { caller: base.caller, matter: named?.matter ?? null, catalogue, use });
    return access;
  };
  const get = (): Access => {
    if (access === undefined) throw new Error('Read before it was decided what may be read');
    return access;
  };
  // Apollo copies a context's own properties before a request runs: what is decided later stands on the prototype.
  const later: Pick<RequestContext, 'access' | 'entered'> = {
    get access() {
      return get();
    },
    get entered() {
      return access ?? null;
    },
  };
  const present: Omit<RequestContext, 'access' | 'entered'> = {
    ...base,
    use,
    listener: runStages,
    onApplied: finishStages,
    onIdentity: runIdentityStages,
    onProgress: () => undefined,
    enter: async (argument) => {
      const matter = argument ?? header;
      entered ??= { matter, access: open(matter) };
      if (entered.matter !== matter)
        throw new JingweiError('BAD_INPUT', {
          reason: 'All root fields of a request run under one matter, and these name different ones',
          argument: 'matter',
        });
      await entered.access;
    },
    confirm: async () => used?.confirm(),
    loaders: (asOf) => {
      const key = asOfKey(asOf);
      const loaders = known.get(key) ?? createLoaders({ ...base, access: get() }, asOf);
      known.set(key, loaders);
      return loaders;
    },
    forget: () => known.clear(),
  };
  return Object.assign(Object.create(later), present);
}

import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { Caller } from './caller.ts';
import { knownMatters } from './known-matters.ts';
import type { MatterModel } from './matter-model.ts';
import { findMatter } from './matter-store.ts';

/** A matter that a request runs under. */
export interface UsedMatter {
  readonly matter: MatterModel;
  /** Waits until the matter is known to have been open a second ago at most. Throws MATTER_UNUSABLE. */
  confirm(): Promise<void>;
}

/** How long a matter that was found open counts as open, in milliseconds. */
const FRESH = 1_000;

/**
 * The matter that a request names. What this process knows of it is used at once, and an answer leaves only while it was found open
 * a second ago at most: whoever closes it ends every request of the same process that begins after it, and within a second all that
 * other processes answer and what runs long. The graph is asked while the request is served, so that costs no time. One that
 * is unknown, closed, over, or not for the caller all look the same. Throws MATTER_UNUSABLE.
 */
export async function takeMatter(context: Context, caller: Caller, id: string): Promise<UsedMatter> {
  const matters = knownMatters(context.graph);
  let askedAt = 0;
  const ask = async (): Promise<MatterModel> => {
    const { changes } = matters;
    const at = performance.now();
    askedAt = at;
    const matter = await findMatter(context, id);
    if (matter === null) matters.byId.delete(id);
    else if (changes === matters.changes) matters.byId.set(id, { matter, askedAt: at });
    return requireUsable(context, caller, id, matter);
  };
  const earlier = matters.byId.get(id);
  if (earlier !== undefined && isUsable(context, caller, earlier.matter)) askedAt = earlier.askedAt;
  const isFresh = (): boolean => performance.now() - askedAt < FRESH;
  let present = earlier !== undefined && isFresh() ? Promise.resolve(earlier.matter) : ask();
  // Whoever confirms is told; a request that fails before that has nobody waiting.
  present.catch(() => undefined);
  const matter =
    earlier !== undefined && isUsable(context, caller, earlier.matter) ? earlier.matter : await present;
  return {
    matter,
    confirm: async () => {
      await present;
      if (isFresh()) return;
      present = ask();
      await present;
    },
  };
}

function requireUsable(
  context: Context,
  caller: Caller,
  id: string,
  matter: MatterModel | null,
): MatterModel {
  if (matter === null || !isUsable(context, caller, matter))
    throw new JingweiError('MATTER_UNUSABLE', { matter: id });
  return matter;
}

function isUsable({ clock }: Context, { user }: Caller, matter: MatterModel): boolean {
  return (
    matter.state === 'OPEN' && Date.parse(matter.endsAt) > clock() && matter.scope.people.includes(user ?? '')
  );
}

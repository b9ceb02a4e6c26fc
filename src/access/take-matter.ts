import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from './caller.ts';
import type { MatterModel } from './matter-model.ts';
import { findMatter } from './matter-store.ts';

/** A matter that a request runs under. */
export interface UsedMatter {
  readonly matter: MatterModel;
  /** Waits until the matter is known to have been open after the request began and a second ago. Throws MATTER_UNUSABLE. */
  confirm(): Promise<void>;
}

/** How long a matter that was found open counts as open, in milliseconds. */
const FRESH = 1_000;
const kept = new WeakMap<Graph, Map<string, MatterModel>>();

/**
 * The matter that a request names. What this process knows of it is used at once, while the graph is asked whether it
 * is still open: that costs no time, and an answer leaves only once it is confirmed, so a matter that any process closed
 * ends every request that begins after it, and one that runs long within a second. One that is unknown, closed, over, or not for the caller all look the same.
 * Throws MATTER_UNUSABLE.
 */
export async function takeMatter(context: Context, caller: Caller, id: string): Promise<UsedMatter> {
  const known = kept.get(context.graph) ?? new Map<string, MatterModel>();
  kept.set(context.graph, known);
  const ask = async (): Promise<MatterModel> => {
    const matter = await findMatter(context, id);
    if (matter === null) known.delete(id);
    else known.set(id, matter);
    return requireUsable(context, caller, id, matter);
  };
  let askedAt = performance.now();
  let present = ask();
  // Whoever confirms is told; a request that fails before that has nobody waiting.
  present.catch(() => undefined);
  const earlier = known.get(id);
  const matter = earlier !== undefined && isUsable(context, caller, earlier) ? earlier : await present;
  return {
    matter,
    confirm: async () => {
      await present;
      if (performance.now() - askedAt < FRESH) return;
      askedAt = performance.now();
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

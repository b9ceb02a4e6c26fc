import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import type { Caller } from './caller.ts';
import type { MatterModel } from './matter-model.ts';
import { findMatter } from './matter-store.ts';

/** A matter that a request runs under. */
export interface UsedMatter {
  readonly matter: MatterModel;
  /** Waits until the matter is known to have been open after the request began. Throws MATTER_UNUSABLE. */
  confirm(): Promise<void>;
}

const kept = new WeakMap<Graph, Map<string, MatterModel>>();

/**
 * The matter that a request names. What this process knows of it is used at once, while the graph is asked whether it
 * is still open: that costs no time, and an answer leaves only once it is confirmed, so a matter that any process closed
 * ends every request that begins after it. One that is unknown, closed, over, or not for the caller all look the same.
 * Throws MATTER_UNUSABLE.
 */
export async function takeMatter(context: Context, caller: Caller, id: string): Promise<UsedMatter> {
  const known = kept.get(context.graph) ?? new Map<string, MatterModel>();
  kept.set(context.graph, known);
  const present = findMatter(context, id).then((matter) => {
    if (matter === null) known.delete(id);
    else known.set(id, matter);
    return requireUsable(context, caller, id, matter);
  });
  const earlier = known.get(id);
  if (earlier === undefined || !isUsable(context, caller, earlier))
    return { matter: await present, confirm: async () => undefined };
  // Whoever confirms is told; a request that fails before that has nobody waiting.
  present.catch(() => undefined);
  return {
    matter: earlier,
    confirm: async () => {
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

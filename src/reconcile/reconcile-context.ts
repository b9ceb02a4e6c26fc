import type { Context } from '../context.ts';
import type { IdentityListener } from '../resolve/matching/run-resolution.ts';

/** What every decision of a person is given first. */
export interface ReconcileContext extends Context {
  /** Who decides: the subject of the token; empty for whoever sits at the machine. */
  readonly by: string;
  /** The matter that it was decided under, if any. */
  readonly matter: string | null;
  /** The stages behind resolution, told within the transaction. */
  readonly onIdentity: IdentityListener;
}

import type { Scope } from './scope.ts';

/** A program that is registered with the bureau and calls under its own name. */
export interface App {
  readonly id: string;
  readonly name: string;
  /** Id of the department that runs it; null: nobody's in particular. */
  readonly department: string | null;
  readonly scopes: readonly Scope[];
  /** How much its queries may cost in a minute, in the unit of the cost limit. */
  readonly costPerMinute: number;
}

import { z } from 'zod';
import { type AsOf, PRESENT, recordedParam, recordedSlots } from '../../as-of.ts';
import type { Context } from '../../context.ts';
import { listEntityDecisions } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import type { KnownProblemId, MentionId } from '../../ids.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import type { RejectedValue } from '../../intake/value-decisions.ts';
import { valueKey } from '../../intake/value-key.ts';
import { FAR_FUTURE } from '../../standardise/value.ts';
import { isFrom } from '../origins.ts';
import { BarredValues } from './barred-values.ts';
import type { GivenConfirmation } from './confirmation.ts';

interface EntityProblem extends RejectedValue {
  /** Mentions whose stating it again was found rightful. */
  readonly released: readonly MentionId[];
}

/** Who states a value, where. */
interface Statement {
  readonly mention: MentionId;
  readonly dataset: string;
}

interface EntityConfirmation extends GivenConfirmation {
  readonly key: string;
}

interface Decided {
  readonly problems: ReadonlyMap<string, readonly EntityProblem[]>;
  readonly confirmations: ReadonlyMap<string, readonly EntityConfirmation[]>;
}

const NOTHING: Decided = { problems: new Map(), confirmations: new Map() };

/** What people decided about values of some entities. Only ids and keys of values, no value. */
export class EntityDecisions {
  readonly #barred: BarredValues;
  readonly #decided: Decided;
  readonly #asOf: number | null;

  constructor(barred: BarredValues, decided: Decided, { recorded }: AsOf) {
    this.#barred = barred;
    this.#decided = decided;
    this.#asOf = recorded === null ? null : Date.parse(recorded);
  }

  /** The known problem that a mention's statement about an entity falls under; null: none. */
  problemOf(
    catalogue: DatasetCatalogue,
    entity: string,
    attribute: StoredAttribute,
    { mention, dataset }: Statement,
  ): KnownProblemId | null {
    const problems = this.#decided.problems.get(entity);
    if (problems !== undefined) {
      const key = valueKey({ ...attribute, attribute: attribute.name });
      const found = problems.find(
        (problem) =>
          problem.key === key && !problem.released.includes(mention) && isFrom(catalogue, dataset, problem),
      );
      if (found !== undefined) return found.id;
    }
    return this.#barred.find(attribute, this.#asOf);
  }

  /** What owners and reviewers confirmed of a value of an entity. */
  confirmationsOf(entity: string, attribute: StoredAttribute): readonly GivenConfirmation[] {
    const confirmations = this.#decided.confirmations.get(entity);
    if (confirmations === undefined) return [];
    const key = valueKey({ ...attribute, attribute: attribute.name });
    return confirmations.filter((one) => one.key === key);
  }
}

/** Where nobody decided anything. */
export const NO_DECISIONS = new EntityDecisions(new BarredValues([]), NOTHING, PRESENT);

/** Reads what was decided about values of some entities, if anything was about any. */
export async function loadDecisions(
  context: Context,
  catalogue: DatasetCatalogue,
  asOf: AsOf,
  entities: readonly string[],
): Promise<EntityDecisions> {
  if (!catalogue.decisions.exist) return NO_DECISIONS;
  const rows = await context.graph.read(
    listEntityDecisions,
    { entities, until: toDateTime(asOf.recorded ?? FAR_FUTURE), ...recordedParam(asOf) },
    { signal: context.signal, slots: recordedSlots(asOf) },
  );
  return new EntityDecisions(
    new BarredValues(catalogue.decisions.barred),
    {
      problems: new Map(rows.map(({ entity, problems }) => [entity, problems])),
      confirmations: new Map(
        rows.map(({ entity, confirmations }) => [
          entity,
          confirmations.map((row) => ({ ...row, kind: Kind.parse(row.kind) })),
        ]),
      ),
    },
    asOf,
  );
}

const Kind = z.enum(['OWNER', 'REVIEWER']);

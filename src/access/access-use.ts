import type { EntityId, MentionId, RecordId } from '../ids.ts';
import type { Classification } from '../intake/contract/contract.ts';
import type { Caller } from './caller.ts';
import type { MatterModel } from './matter-model.ts';

/** What an access-log entry says of a request besides when: ids, classes and sizes, never values. */
export interface AccessSummary {
  readonly caller: Caller;
  /** Null: no matter was named. */
  readonly matter: string | null;
  /** Digest of everything that the decision was made from: caller, matter, policies and datasets. */
  readonly decision: string;
  readonly policyVersion: string;
  /** Ids, sorted. */
  readonly entities: readonly EntityId[];
  readonly records: readonly RecordId[];
  readonly mentions: readonly MentionId[];
  /** Ids whose log was read. */
  readonly about: readonly string[];
  /** Datasets that values were read from, sorted. */
  readonly datasets: readonly string[];
  readonly classes: readonly Classification[];
  /** Objects handed out: entities, records, mentions and rows, repeats included. */
  readonly size: number;
}

/**
 * Collects what one request reads. Domain functions note whatever they hand out; whoever writes the access log takes
 * {@link summary} before the answer leaves. One for each request; never shared.
 */
export class AccessUse {
  readonly #entities = new Set<EntityId>();
  readonly #records = new Set<RecordId>();
  readonly #mentions = new Set<MentionId>();
  readonly #datasets = new Set<string>();
  readonly #classes = new Set<Classification>();
  readonly #about = new Set<string>();
  #size = 0;

  entity(id: EntityId): void {
    this.#entities.add(id);
    this.#size += 1;
  }

  record(id: RecordId, dataset: string): void {
    this.#records.add(id);
    this.#datasets.add(dataset);
    this.#size += 1;
  }

  mention(id: MentionId, record: RecordId, dataset: string): void {
    this.#mentions.add(id);
    this.#records.add(record);
    this.#datasets.add(dataset);
    this.#size += 1;
  }

  /** A value of a class was handed out. */
  value(dataset: string, dataClass: Classification): void {
    this.#datasets.add(dataset);
    this.#classes.add(dataClass);
  }

  /** What was logged about something was handed out. */
  logOf(id: string, entries: number): void {
    this.#about.add(id);
    this.#size += entries;
  }

  /** Whether nothing was read that anybody would have to account for. */
  get isEmpty(): boolean {
    return this.#size === 0 && this.#classes.size === 0;
  }

  summary(access: {
    readonly caller: Caller;
    readonly matter: MatterModel | null;
    readonly decision: { readonly key: string; readonly policyVersion: string };
  }): AccessSummary {
    return {
      caller: access.caller,
      matter: access.matter?.id ?? null,
      decision: access.decision.key,
      policyVersion: access.decision.policyVersion,
      entities: [...this.#entities].sort(),
      records: [...this.#records].sort(),
      mentions: [...this.#mentions].sort(),
      about: [...this.#about].sort(),
      datasets: [...this.#datasets].sort(),
      classes: [...this.#classes].sort(),
      size: this.#size,
    };
  }
}

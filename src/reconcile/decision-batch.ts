import { createJudgements, findJudgementsByKeys, listModels } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { fromDateTime, type Properties } from '../graph/values.ts';
import type { JudgementId, MentionId } from '../ids.ts';
import { takeLock } from '../intake/apply-batch.ts';
import type { IdentityChange } from '../resolve/identity-change.ts';
import type { Judged } from '../resolve/judgements/judged.ts';
import { JudgementReader } from '../resolve/judgements/judgement-reader.ts';
import { type Resolvable, readSomeResolvable } from '../resolve/matching/resolvable.ts';
import { type JudgementDraft, type JudgementState, judgementKey } from './judgement.ts';
import type { ReconcileContext } from './reconcile-context.ts';
import { settleItems } from './review/note-items.ts';

/** What became of a judgement that says the very same of the very same mentions. */
export interface SaidBefore {
  readonly id: JudgementId;
  readonly state: string;
  readonly evidence: string;
}

/** A judgement as it is written. */
export interface NewJudgement {
  readonly properties: Properties;
  readonly mentions: readonly { readonly id: string; readonly isRight: boolean }[];
}

/**
 * The decisions of one transaction. Of those that are announced, what has to be known is read at once for all; each finds what
 * those before it left. What nobody reads before the end is written there, at once for all.
 */
export class DecisionBatch {
  readonly #context: ReconcileContext;
  readonly #transaction: Transaction;
  #at: string | null = null;
  readonly #mentions = new Map<MentionId, Resolvable | null>();
  readonly #said = new Map<string, readonly SaidBefore[]>();
  readonly #reader: JudgementReader;
  readonly #read = new Set<MentionId>();
  readonly #judged = new Map<MentionId, Map<string, Judged>>();
  #models: Promise<readonly { readonly id: string; readonly kind: string; readonly state: string }[]> | null =
    null;
  readonly #unwritten: NewJudgement[] = [];
  readonly #unsettled = new Set<MentionId>();

  constructor(context: ReconcileContext, transaction: Transaction) {
    this.#context = context;
    this.#transaction = transaction;
    this.#reader = new JudgementReader(transaction);
  }

  /** Reads what some decisions have to know. */
  async announce(drafts: readonly JudgementDraft[]): Promise<void> {
    const mentions = [...new Set(drafts.flatMap(({ left, right }) => [...left, ...right]))];
    await this.at();
    await this.#readMentions(mentions);
    await this.#readSaid([...new Set(drafts.map(judgementKey))]);
    await this.#readJudged(mentions);
  }

  /** The recorded time of what is decided, under the writer's lock; each decision that changes identity has one of its own. */
  async at(): Promise<string> {
    this.#at ??= fromDateTime(await takeLock(this.#context, this.#transaction));
    return this.#at;
  }

  /** Those of some mentions that stand. */
  async mentions(ids: readonly MentionId[]): Promise<readonly Resolvable[]> {
    await this.#readMentions(ids.filter((id) => !this.#mentions.has(id)));
    return ids.flatMap((id) => this.#mentions.get(id) ?? []);
  }

  async saidBefore(key: string): Promise<readonly SaidBefore[]> {
    if (!this.#said.has(key)) await this.#readSaid([key]);
    return this.#said.get(key) ?? [];
  }

  /** The judgements in force about some mentions and about all that those are one with by judgement. */
  async judged(mentions: readonly MentionId[]): Promise<readonly Judged[]> {
    await this.#readJudged(mentions.filter((id) => !this.#read.has(id)));
    const found = new Map<string, Judged>();
    const asked = new Set(mentions);
    for (const mention of asked)
      for (const [id, judged] of this.#judged.get(mention) ?? []) {
        if (found.has(id)) continue;
        found.set(id, judged);
        if (judged.verdict === 'SAME')
          for (const other of [...judged.left, ...judged.right]) asked.add(other);
      }
    return [...found.values()];
  }

  /** The models in use for a kind. */
  async models(kind: string): Promise<readonly string[]> {
    this.#models ??= this.#transaction.run(listModels, {});
    return (await this.#models)
      .filter((model) => model.kind === kind && model.state === 'IN_USE')
      .map(({ id }) => id);
  }

  /** Notes what was decided; it is in the graph after {@link write}. */
  note(
    draft: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>,
    said: SaidBefore & { readonly state: JudgementState },
    judgement: NewJudgement,
  ): void {
    this.#unwritten.push(judgement);
    const key = judgementKey(draft);
    this.#said.set(key, [...(this.#said.get(key) ?? []), said]);
    const { verdict, left, right } = draft;
    if (said.state === 'LIVE' && verdict !== 'UNSURE')
      this.#noteJudged({ id: said.id, verdict, left, right });
  }

  /** Notes that a judgement is over, or stands on other evidence. */
  change(key: string, { id, ...changed }: Pick<SaidBefore, 'id'> & Partial<SaidBefore>): void {
    const said = this.#said.get(key) ?? [];
    this.#said.set(
      key,
      said.map((one) => (one.id === id ? { ...one, ...changed } : one)),
    );
  }

  /** Notes what mentions refer to now. */
  noteMoves(moves: IdentityChange['moves']): void {
    if (moves.size === 0) return;
    this.#at = null;
    for (const [id, { after }] of moves) {
      const known = this.#mentions.get(id);
      if (known != null) this.#mentions.set(id, { ...known, identity: { ...known.identity, prior: after } });
    }
  }

  /** Items of the review queue about some mentions are settled at the end. */
  settle(mentions: readonly MentionId[]): void {
    for (const mention of mentions) this.#unsettled.add(mention);
  }

  /** Writes what was noted, for whoever reads it from the graph. */
  async write(): Promise<void> {
    const rows = this.#unwritten.splice(0);
    if (rows.length > 0) await this.#transaction.run(createJudgements, { rows });
  }

  async finish(): Promise<void> {
    await this.write();
    if (this.#unsettled.size > 0) await settleItems(this.#transaction, { mentions: [...this.#unsettled] });
    this.#unsettled.clear();
  }

  async #readMentions(ids: readonly MentionId[]): Promise<void> {
    if (ids.length === 0) return;
    for (const id of ids) this.#mentions.set(id, null);
    for (const one of await readSomeResolvable(this.#transaction, ids))
      this.#mentions.set(one.identity.id, one);
  }

  async #readSaid(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#said.set(key, []);
    for (const { key, evidence, ...said } of await this.#transaction.run(findJudgementsByKeys, { keys }))
      this.#said.set(key, [...(this.#said.get(key) ?? []), { ...said, evidence: evidence[0] ?? '' }]);
  }

  async #readJudged(mentions: readonly MentionId[]): Promise<void> {
    if (mentions.length === 0) return;
    for (const mention of mentions) this.#read.add(mention);
    await this.#reader.read(mentions);
    for (const judged of this.#reader.judged) this.#noteJudged(judged);
  }

  #noteJudged(judged: Judged): void {
    for (const mention of [...judged.left, ...judged.right]) {
      const known = this.#judged.get(mention) ?? new Map<string, Judged>();
      this.#judged.set(mention, known.set(judged.id, judged));
    }
  }
}

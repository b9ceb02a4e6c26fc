import { z } from 'zod';
import type { Context } from '../../context.ts';
import { haveJudgements, pageJudgementsInForce, readJudgements } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { EntityId, JudgementId, MentionId } from '../../ids.ts';
import type { Judged } from './judged.ts';
import { JudgedClasses } from './judged-classes.ts';

/** What people judged, over mentions and over entities that take part as a whole. */
export interface JudgedNodes {
  readonly same: readonly JudgedPair[];
  readonly different: readonly JudgedPair[];
}
export type JudgedPair = readonly [MentionId | EntityId, MentionId | EntityId];

export const NOTHING_JUDGED: JudgedNodes = { same: [], different: [] };

const Verdict = z.enum(['SAME', 'DIFFERENT']);
const PAGE = 5_000n;

/**
 * The judgements in force about some mentions and, since SAME is transitive, about all that those are one with, also
 * through mentions that no longer stand. Lives for one transaction.
 */
export class JudgementReader {
  readonly #transaction: Transaction;
  readonly #asked = new Set<MentionId>();
  readonly #judged = new Map<JudgementId, Judged>();
  readonly #entities = new Map<MentionId, EntityId>();
  #exist: boolean | undefined;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  get judged(): readonly Judged[] {
    return [...this.#judged.values()];
  }

  async read(mentions: Iterable<MentionId>): Promise<void> {
    this.#exist ??= (await this.#transaction.run(haveJudgements, {}))[0]?.exist === true;
    if (!this.#exist) return;
    let frontier = this.#unasked(mentions);
    while (frontier.length > 0) {
      const met: MentionId[] = [];
      for (const row of await this.#transaction.run(readJudgements, { mentions: frontier })) {
        if (this.#judged.has(row.id)) continue;
        const judged = toJudged(row);
        this.#judged.set(row.id, judged);
        for (const { id, entity } of row.mentions) if (entity !== null) this.#entities.set(id, entity);
        if (judged.verdict === 'SAME') met.push(...judged.left, ...judged.right);
      }
      frontier = this.#unasked(met);
    }
  }

  /** Entities of today that hold something which was judged to be one with what was asked about. */
  entitiesOfSame(): readonly EntityId[] {
    const found = new Set<EntityId>();
    for (const { verdict, left, right } of this.#judged.values())
      if (verdict === 'SAME')
        for (const mention of [...left, ...right]) {
          const entity = this.#entities.get(mention);
          if (entity !== undefined) found.add(entity);
        }
    return [...found];
  }

  /** The judgements as pairs of what takes part: `present` mentions by themselves, others as their whole entity. */
  nodes(present: ReadonlySet<MentionId>, whole: ReadonlySet<EntityId>): JudgedNodes {
    if (this.#judged.size === 0) return NOTHING_JUDGED;
    const classes = new JudgedClasses(this.#judged.values());
    const placeOf = (mention: MentionId): MentionId | EntityId | undefined => {
      if (present.has(mention)) return mention;
      const entity = this.#entities.get(mention);
      return entity !== undefined && whole.has(entity) ? entity : undefined;
    };
    const same: JudgedPair[] = [];
    const places = new Map<MentionId, MentionId | EntityId>();
    for (const [name, members] of classes.classes()) {
      const [first, ...rest] = new Set(members.flatMap((mention) => placeOf(mention) ?? []));
      if (first === undefined) continue;
      places.set(name, first);
      for (const other of rest) same.push([first, other]);
    }
    const different = [...classes.apart()].flatMap(([one, other]): readonly JudgedPair[] => {
      const [left, right] = [places.get(one), places.get(other)];
      return left === undefined || right === undefined || left === right ? [] : [[left, right]];
    });
    return { same, different };
  }

  #unasked(mentions: Iterable<MentionId>): readonly MentionId[] {
    const fresh = [...new Set(mentions)].filter((mention) => !this.#asked.has(mention));
    for (const mention of fresh) this.#asked.add(mention);
    return fresh;
  }
}

/** All judgements in force, for what decides about everything. */
export async function loadAllJudged(context: Context): Promise<readonly Judged[]> {
  const all: Judged[] = [];
  for (let after = ''; ; ) {
    const rows = await context.graph.read(
      pageJudgementsInForce,
      { after, limit: PAGE },
      { signal: context.signal },
    );
    for (const row of rows) if (row.verdict !== 'UNSURE') all.push(toJudged(row));
    const last = rows.at(-1);
    if (last === undefined || rows.length < Number(PAGE)) return all;
    after = last.id;
  }
}

interface JudgedRow {
  readonly id: JudgementId;
  readonly verdict: string;
  readonly mentions: readonly { readonly id: MentionId; readonly isRight: boolean }[];
}

export function toJudged({ id, verdict, mentions }: JudgedRow): Judged {
  return {
    id,
    verdict: Verdict.parse(verdict),
    left: mentions.filter(({ isRight }) => !isRight).map((mention) => mention.id),
    right: mentions.filter(({ isRight }) => isRight).map((mention) => mention.id),
  };
}

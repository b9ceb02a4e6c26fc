import { now } from '../../context.ts';
import {
  changeKnownProblem,
  createKnownProblem,
  listProblemsOfKeys,
  pageStatedValues,
} from '../../generated/statements.ts';
import { type Point, toDateTime, toPoint } from '../../graph/values.ts';
import { digest, type KnownProblemId, type MentionId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import { readAttributes } from '../../intake/read-attributes.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import { patternKey, toLocationValue } from '../../intake/value-key.ts';
import { findNameKey } from '../../resolve/identity-claim.ts';
import { isSound } from '../../standardise/schemes.ts';
import { describeStep, withDecisionLog } from '../decision-log.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { FrequentValues } from './frequent-values.ts';

/** Kinds of which many different things do not share a value by right, and so often that chance could be the reason. */
const KINDS: ReadonlySet<string> = new Set(['identifier', 'phone', 'email', 'date', 'location']);
const PLACE_NAMES: ReadonlySet<string> = new Set(['address', 'locality', 'area']);
const CAPACITY = 50_000;
/** Records that are read at once; progress is told of every so many mentions. */
const PAGE = 5_000;
/** A value is proposed if it stands this many times as often as the others of its attribute do on average. */
const TIMES_THE_MEAN = 10;
const MOST_PROPOSED = 500;
const MOST_SAMPLES = 20;
const MOST_COUNTED = 10_000;

/** What was proposed: nothing of it holds before a person confirms it. */
export interface ProposalReport {
  readonly mentions: number;
  readonly proposed: number;
  /** Found, and known already, whatever was decided about them. */
  readonly known: number;
}

export interface ProposalOptions {
  /** Different things that have to share a value. */
  readonly least: number;
  readonly onProgress?: (mentions: number) => void;
}

/** A value that mentions state: one of an attribute, or where they are. */
type Stated = Pick<StoredAttribute, 'name' | 'scheme' | 'value' | 'flags'> & { readonly kind: string };

interface Found {
  readonly attribute: Stated;
  readonly things: Set<string>;
  readonly names: Set<string>;
  readonly datasets: Set<string>;
  readonly samples: MentionId[];
  occurrences: number;
}

/**
 * Proposes values as known problems that stand for too many different things, such as a telephone number that a counter
 * types to get on: identifiers, telephones, e-mail addresses and dates; and points where things with too many different
 * streets are said to be, such as the one that a system fills in. Reads everything twice, a page at a time.
 */
export async function proposePlaceholders(
  context: ReconcileContext,
  { least, onProgress = () => undefined }: ProposalOptions,
): Promise<ProposalReport> {
  const slots = new Map<string, FrequentValues>();
  let mentions = 0;
  for await (const { stated } of readMentions(context)) {
    mentions += 1;
    if (mentions % PAGE === 0) onProgress(mentions);
    for (const attribute of stated.filter(isSuspect)) {
      const slot = slots.get(slotOf(attribute)) ?? new FrequentValues(CAPACITY);
      slots.set(slotOf(attribute), slot);
      slot.add(attribute.value);
    }
  }
  const suspects = new Set(
    [...slots].flatMap(([slot, values]) => values.atLeast(least / 2).map((value) => `${slot}\u0000${value}`)),
  );
  if (suspects.size === 0) return { mentions, proposed: 0, known: 0 };
  const found = await countSuspects(context, suspects);
  const worth = [...found.values()]
    .filter(({ attribute, things, names, occurrences }) => {
      const mean = slots.get(slotOf(attribute))?.meanBeside(occurrences) ?? 1;
      return Math.max(things.size, names.size) >= least && occurrences >= TIMES_THE_MEAN * mean;
    })
    .sort((left, right) => right.occurrences - left.occurrences)
    .slice(0, MOST_PROPOSED);
  return { mentions, ...(await propose(context, worth)) };
}

type Row = NonNullable<(typeof pageStatedValues)['types']>['row'];

interface Read {
  readonly id: MentionId;
  readonly dataset: string;
  readonly entity: string | null;
  readonly attributes: readonly StoredAttribute[];
  readonly stated: readonly Stated[];
}

async function* readMentions(context: ReconcileContext): AsyncGenerator<Read> {
  for (let after = ''; ; ) {
    context.signal?.throwIfAborted();
    const rows = await context.graph.read(
      pageStatedValues,
      { after, limit: BigInt(PAGE) },
      { signal: context.signal },
    );
    for (const row of rows) yield* readRecord(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

/**
 * The mentions of a record with what they state. What has an address is where it says that it is; where the record says where it
 * is and one of its mentions alone has an address, that one is there.
 */
function readRecord({ dataset, mentions, ...record }: Row): readonly Read[] {
  const read = mentions.map(({ attributes, ...mention }) => ({
    ...mention,
    attributes: readAttributes(attributes),
  }));
  const addressed = read.filter(({ attributes }) => findStreet(attributes) !== null);
  return read.map(({ id, entity, attributes, ...place }) => {
    const { longitude, latitude } = place.longitude === null && addressed.length === 1 ? record : place;
    const isPlaced = longitude !== null && latitude !== null && findStreet(attributes) !== null;
    const stated = isPlaced ? [...attributes, toLocationValue({ longitude, latitude })] : attributes;
    return { id, dataset, entity, attributes, stated };
  });
}

/** What is flagged already joins nothing. */
function isSuspect({ kind, flags }: Stated): boolean {
  return KINDS.has(kind) && isSound(flags);
}

function slotOf({ name, kind, scheme }: Stated): string {
  return [name, kind, scheme ?? ''].join('\u0000');
}

async function countSuspects(
  context: ReconcileContext,
  suspects: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  for await (const { id, dataset, entity, attributes, stated } of readMentions(context)) {
    for (const attribute of stated.filter(isSuspect)) {
      if (!suspects.has(`${slotOf(attribute)}\u0000${attribute.value}`)) continue;
      const key = patternKey(attribute);
      const one = found.get(key) ?? {
        attribute,
        ...{ things: new Set<string>(), names: new Set<string>(), datasets: new Set<string>() },
        ...{ samples: [], occurrences: 0 },
      };
      found.set(key, one);
      one.occurrences += 1;
      one.datasets.add(dataset);
      // Many live at one address by right: of a point the streets tell.
      const isPoint = attribute.kind === 'location';
      if (!isPoint && entity !== null && one.things.size < MOST_COUNTED) one.things.add(entity);
      const name = isPoint ? findStreet(attributes) : findNameKey(attributes);
      if (name !== null && one.names.size < MOST_COUNTED) one.names.add(name);
      if (one.samples.length < MOST_SAMPLES) one.samples.push(id);
    }
  }
  return found;
}

/** What an address says before its first number; null where there is none. */
function findStreet(attributes: readonly StoredAttribute[]): string | null {
  const address = attributes.find(({ kind, flags }) => PLACE_NAMES.has(kind) && isSound(flags));
  const [street = ''] = address?.value.split(/\p{N}/u) ?? [];
  return street.trim() === '' ? null : street.trim();
}

async function propose(
  context: ReconcileContext,
  worth: readonly Found[],
): Promise<Pick<ProposalReport, 'proposed' | 'known'>> {
  const { datasets } = await loadCatalogue(context);
  return withDecisionLog(context, async (transaction, log) => {
    await takeLock(context, transaction);
    const at = toDateTime(now(context));
    const keys = worth.map(({ attribute }) => patternKey(attribute));
    const known = new Map(
      (await transaction.run(listProblemsOfKeys, { keys })).map((row) => [row.key, row] as const),
    );
    for (const { attribute, occurrences, samples, datasets: stating } of worth) {
      const key = patternKey(attribute);
      const before = known.get(key);
      if (before !== undefined) {
        const properties = { occurrences: BigInt(occurrences) };
        await transaction.run(changeKnownProblem, { id: before.id, properties });
        continue;
      }
      const id = `p_${digest(key)}` as KnownProblemId;
      const departments = [...stating].map((dataset) => datasets.get(dataset)?.department.id ?? dataset);
      await transaction.run(createKnownProblem, {
        properties: {
          ...{ id, key, scope: 'PATTERN', state: 'PROPOSED', isName: false, returns: 0n, at },
          ...{ attribute: attribute.name, kind: attribute.kind, scheme: attribute.scheme ?? null },
          ...{ dataset: null, department: null, reason: 'frequency', by: context.by },
          ...toPlace(attribute),
          ...{ occurrences: BigInt(occurrences), sources: [], departments: [...new Set(departments)].sort() },
        },
        mentions: samples.map((mention) => ({ id: mention, states: true })),
      });
      const body = { scope: 'PATTERN', kind: attribute.kind, attribute: attribute.name, occurrences };
      log.push(
        describeStep(context, { step: 'proposed-problem', subjects: [id], body, reason: 'frequency' }),
      );
    }
    return { proposed: worth.length - known.size, known: known.size };
  });
}

/** A point is kept, for whatever is delivered there: it is nobody's. Of any other value only the key is. */
function toPlace({ kind, value }: Stated): { readonly point?: Point } {
  if (kind !== 'location') return {};
  const [longitude = Number.NaN, latitude = Number.NaN] = value.split(',').map(Number);
  return { point: toPoint(longitude, latitude) };
}

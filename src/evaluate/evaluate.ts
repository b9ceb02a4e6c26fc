import { AttributePool } from '../intake/attribute-pool.ts';
import type { EntityKind } from '../intake/mapped.ts';
import type { Constraints } from '../resolve/engine/clustering/constraints.ts';
import type { EngineMention } from '../resolve/engine/mention.ts';
import type { Model } from '../resolve/engine/model.ts';
import { secondsFor } from '../resolve/engine/resolve-mentions.ts';
import { Workspace } from '../resolve/engine/sql/workspace.ts';
import { findClaims, type IdentityMention, toIdentityMention } from '../resolve/identity-claim.ts';
import { toEngineMention } from '../resolve/matching/resolvable.ts';
import { type Measures, Tally } from './kind-measures.ts';
import type { Label, LabelledSource } from './labelled-mentions.ts';
import { type Finds, measureFinds } from './measure-finds.ts';
import type { CalibrationBin } from './measures.ts';
import { findSame, resolveFromScratch } from './resolve-from-scratch.ts';

/** What resolving a labelled set came to; all but the times is the same in every run. */
export interface Evaluation extends Measures {
  readonly set: string;
  readonly rows: number;
  /** The same for each kind of entity. */
  readonly kinds: Readonly<Partial<Record<EntityKind, Measures>>>;
  readonly calibration: readonly CalibrationBin[];
  /** Of a set that asks whether one dataset finds its entities in another. */
  readonly finds?: Finds;
  readonly seconds: Readonly<Record<string, number>> & { readonly total: number };
  readonly peakRssMb: number;
  readonly models: readonly Model[];
}

export interface EvaluateOptions {
  /** The kinds to resolve; all of them by default. */
  readonly kinds?: readonly EntityKind[] | undefined;
  readonly onStep?: ((step: string, sql: string) => void) | undefined;
  /** Hears what a kind costs before its candidates are compared. */
  readonly onEstimate?: ((estimate: Estimate) => void) | undefined;
}

export interface Estimate {
  readonly kind: EntityKind;
  readonly mentions: number;
  readonly candidates: number;
  readonly seconds: number;
}

/** Resolves labelled mentions in memory, one kind after the other, and measures the result. */
export async function evaluate(
  set: string,
  open: () => Promise<LabelledSource>,
  { kinds: wanted, onStep, onEstimate = () => undefined }: EvaluateOptions = {},
): Promise<Evaluation> {
  const started = performance.now();
  const source = await open();
  let reading = secondsSince(started);
  let resolving = 0;
  const all = new Tally();
  const kinds: Partial<Record<EntityKind, Measures>> = {};
  const stages = new Map<string, number>();
  const models: Model[] = [];
  let finds: Finds | undefined;
  for (const kind of source.kinds) {
    if (wanted !== undefined && !wanted.includes(kind)) continue;
    const readingFrom = performance.now();
    const { mentions, same, labels, rows } = await readKind(source, kind);
    reading += secondsSince(readingFrom);
    const resolvingFrom = performance.now();
    const workspace = await Workspace.open(onStep === undefined ? {} : { onStep });
    try {
      const resolution = await resolveFromScratch(workspace, mentions, same, {
        onCandidates: (candidates) =>
          onEstimate({
            kind,
            mentions: mentions.length,
            candidates,
            seconds: secondsFor(mentions.length, candidates),
          }),
      });
      resolving += secondsSince(resolvingFrom);
      models.push(resolution.model);
      const own = new Tally();
      for (const tally of [own, all]) {
        tally.add(kind, resolution, labels);
        tally.addSilent(kind, source.silent?.get(kind) ?? []);
      }
      kinds[kind] = own.measure();
      if (source.find !== undefined) {
        const stated = mentions.map((mention, place) => ({ source: mention.source, rows: rows[place] ?? 1 }));
        const found = measureFinds(source.find, stated, labels, resolution);
        if (found.mentions > 0) finds = found;
      }
      for (const [step, seconds] of workspace.seconds) stages.set(step, (stages.get(step) ?? 0) + seconds);
    } finally {
      workspace.close();
    }
  }
  return {
    set,
    rows: source.rows(),
    ...all.measure(),
    kinds,
    calibration: all.calibration.bins(),
    ...(finds === undefined ? {} : { finds }),
    seconds: {
      total: secondsSince(started),
      read: reading,
      resolve: resolving,
      ...Object.fromEntries(stages),
    },
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    models,
  };
}

interface ReadKind {
  readonly mentions: readonly EngineMention[];
  /** The pairs that identifiers hold together. */
  readonly same: Constraints['same'];
  readonly labels: readonly Label[];
  readonly rows: readonly number[];
}

async function readKind(source: LabelledSource, kind: EntityKind): Promise<ReadKind> {
  const mentions: EngineMention[] = [];
  const identified = new Map<number, IdentityMention>();
  const labels: Label[] = [];
  const rows: number[] = [];
  const pool = new AttributePool();
  await source.read(kind, ({ mention: { attributes, ...more }, label, rows: stated }) => {
    const mention = { ...more, attributes: pool.share(attributes) };
    const claims = findClaims(mention).filter(({ scheme }) => !source.undeclared.has(scheme));
    if (claims.length > 0) identified.set(mentions.length, { ...toIdentityMention(mention, null), claims });
    mentions.push(toEngineMention(mention, source.onceIn));
    labels.push(typeof label === 'string' ? pool.text(label) : label);
    rows.push(stated);
  });
  return { mentions, same: findSame(identified), labels, rows };
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000;

import type { Model } from '../resolve/engine/model.ts';
import { groupByKind, resolveMentions } from '../resolve/engine/resolve-mentions.ts';
import { Workspace } from '../resolve/engine/sql/workspace.ts';
import {
  type CalibrationBin,
  type ClusterQuality,
  countPairs,
  measureCalibration,
  measureClusters,
  type Quality,
  qualityOf,
} from './measures.ts';
import type { LabelledMentions } from './read-labelled-set.ts';

/** What resolving a labelled set came to; all but the times is the same in every run. */
export interface Evaluation {
  readonly set: string;
  readonly rows: number;
  /** Entities in truth. */
  readonly entities: number;
  readonly truePairs: number;
  readonly candidates: number;
  /** Share of the true pairs that are candidates. */
  readonly pairCompleteness: number;
  /** Pairs that the model calls more likely one than two, before clustering. */
  readonly links: Quality;
  readonly clusters: ClusterQuality;
  readonly calibration: readonly CalibrationBin[];
  readonly calibrationError: number;
  readonly seconds: Readonly<Record<string, number>> & { readonly total: number };
  readonly peakRssMb: number;
  readonly models: readonly Model[];
}

/** Resolves labelled mentions in memory and measures the result. Mentions without a label take part unmeasured. */
export async function evaluate(
  set: string,
  read: () => Promise<LabelledMentions>,
  onStep?: (step: string, sql: string) => void,
): Promise<Evaluation> {
  const started = performance.now();
  const { rows, mentions, truth } = await read();
  const readSeconds = secondsSince(started);
  const probabilities: number[] = [];
  const outcomes: boolean[] = [];
  const clusters = new Int32Array(mentions.length);
  const stages = new Map<string, number>();
  const models: Model[] = [];
  let [candidates, links, right, found] = [0, 0, 0, 0];
  for (const places of groupByKind(mentions).values()) {
    const workspace = await Workspace.open(onStep === undefined ? {} : { onStep });
    try {
      const resolution = await resolveMentions(
        workspace,
        places.flatMap((place) => mentions[place] ?? []),
      );
      models.push(resolution.model);
      resolution.clusters.forEach((cluster, at) => {
        clusters[places[at] ?? 0] = places[cluster] ?? 0;
      });
      const { left, right: rights, bits } = resolution.pairs;
      candidates += left.length;
      left.forEach((l, at) => {
        const one = truth[places[l] ?? 0] ?? null;
        const other = truth[places[rights[at] ?? 0] ?? 0] ?? null;
        if (one === null || other === null) return;
        const isMatch = one === other;
        probabilities.push(1 / (1 + 2 ** -(bits[at] ?? 0)));
        outcomes.push(isMatch);
        if (isMatch) found += 1;
        if ((bits[at] ?? 0) < 0) return;
        links += 1;
        if (isMatch) right += 1;
      });
      for (const [step, seconds] of workspace.seconds) stages.set(step, (stages.get(step) ?? 0) + seconds);
    } finally {
      workspace.close();
    }
  }
  const labelled = [...clusters.keys()].filter((place) => truth[place] !== null);
  const labels = labelled.map((place) => truth[place] ?? '');
  const quality = measureClusters(
    labelled.map((place) => clusters[place] ?? 0),
    labels,
  );
  const truePairs = countPairs(labels);
  const calibration = measureCalibration(Float64Array.from(probabilities), (at) => outcomes[at] ?? false);
  return {
    set,
    rows,
    entities: new Set(labels).size,
    truePairs,
    candidates,
    pairCompleteness: truePairs === 0 ? 1 : found / truePairs,
    links: qualityOf(right, links, truePairs),
    clusters: quality,
    calibration: calibration.bins,
    calibrationError: calibration.error,
    seconds: { total: secondsSince(started), read: readSeconds, ...Object.fromEntries(stages) },
    peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
    models,
  };
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000;

import type { ReadContext } from '../../access/access.ts';
import { tellOfAll } from '../../access/small-count.ts';
import type { Context } from '../../context.ts';
import { readModels } from '../../generated/statements.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { parseModel } from '../engine/model.ts';
import { listModelSummaries, type ModelSummary } from './model-store.ts';

/** What a model learned of one comparison. Which words were frequent stays out: they are people's names. */
export interface LearnedComparison {
  readonly id: string;
  readonly kind: string;
  readonly attributes: readonly string[];
  readonly levels: readonly {
    readonly label: string;
    readonly m: number;
    readonly u: number;
    readonly bits: number;
    /** What it counts for when one person is told from relatives; null where hardly anybody has any. */
    readonly relativesBits: number | null;
  }[];
}

/** The models that were trained, newest first, of one kind or of all. */
export async function listModels(
  context: ReadContext,
  kind: EntityKind | null | undefined,
): Promise<readonly ModelSummary[]> {
  const models = await listModelSummaries(context);
  return models
    .filter((model) => kind == null || model.kind === kind)
    .map((model) => {
      const told = (count: number): number => tellOfAll(context, count);
      return {
        ...model,
        mentions: told(model.mentions),
        candidates: told(model.candidates),
        matches: told(model.matches),
        datasets: model.datasets.map((one) => ({ ...one, mentions: told(one.mentions) })),
      };
    })
    .reverse();
}

/** What a model learned; nothing of one that another version made. */
export async function listComparisons(context: Context, id: string): Promise<readonly LearnedComparison[]> {
  const summary = (await listModelSummaries(context)).find((model) => model.id === id);
  if (summary?.isUsable !== true) return [];
  const rows = await context.graph.read(readModels, { ids: [id] }, { signal: context.signal });
  return rows.flatMap(({ document }) => {
    const { comparisons, relatives } = parseModel(document);
    return comparisons.map(({ id: name, kind, attributes, levels }, at) => ({
      ...{ id: name, kind, attributes },
      levels: levels.map(({ label, m, u, bits }, level) => ({
        ...{ label, m, u, bits },
        relativesBits: relatives?.levels[at]?.[level] ?? null,
      })),
    }));
  });
}

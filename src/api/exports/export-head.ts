import type { Context } from '../../context.ts';
import { getAreas } from '../../correlate/areas/area-store.ts';
import { readRecordedTime } from '../../generated/statements.ts';
import { fromDateTime } from '../../graph/values.ts';
import { findLatestDeliveries } from '../../intake/list-deliveries.ts';
import type { RequestContext } from '../context.ts';
import type { LeftOut } from './left-out.ts';
import type { PinnedQuestion } from './pin-question.ts';

/** What an export says of itself: enough to ask the same again and be given the same. */
export interface ExportHead {
  readonly format: string;
  readonly exportedAt: string;
  /** The question, fixed to a recorded time wherever a root can be; POST it to `/graphql` or here again. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
  readonly matter: string | null;
  /** Everything that was written until then is in the answer, and nothing that was written later. */
  readonly recorded: string;
  /** Roots that cannot be fixed to a time: asked again, they answer of then. */
  readonly ofToday: readonly string[];
  /** The newest delivery of each dataset that the caller may see, when it was exported. */
  readonly deliveries: readonly { readonly dataset: string; readonly delivery: string }[];
  /** Which history of areas was kept. */
  readonly areas: string;
  /** Of the policies that decided what was seen, and of everything that they decided from. */
  readonly policies: string;
  readonly decision: string;
  /** What the answer withholds, as `extensions.redactions` tells it. */
  readonly redactions: unknown;
  /** Lists of which the file holds a page; empty: it holds all that was asked for. */
  readonly leftOut: readonly LeftOut[];
}

/** When something was written last: what is asked as of then is complete, for whatever is written later bears a later time. */
export async function readLastRecorded({ graph, signal }: Context): Promise<string> {
  const [row] = await graph.read(readRecordedTime, {}, { signal });
  return row?.at == null ? new Date(0).toISOString() : fromDateTime(row.at);
}

export async function buildHead(
  context: RequestContext,
  format: string,
  { query, variables, operationName, recorded, ofToday }: PinnedQuestion,
  { redactions, leftOut }: Pick<ExportHead, 'redactions' | 'leftOut'>,
): Promise<ExportHead> {
  const { entered } = context;
  const datasets = [...(entered?.catalogue.datasets.keys() ?? [])].sort();
  const latest = entered === null ? new Map<string, string>() : await findLatestDeliveries(context, datasets);
  return {
    format,
    exportedAt: new Date(context.clock()).toISOString(),
    ...{ query, variables, operationName, recorded, ofToday },
    matter: entered?.matter?.id ?? null,
    deliveries: datasets.flatMap((dataset) => {
      const delivery = latest.get(dataset);
      return delivery === undefined ? [] : [{ dataset, delivery }];
    }),
    areas: (await getAreas(context)).hash,
    policies: entered?.decision.policyVersion ?? '',
    decision: entered?.decision.key ?? '',
    redactions: redactions ?? [],
    leftOut,
  };
}

import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { periodOf } from '../instant.ts';
import type { AttributeModel, MentionModel } from '../intake/mention.ts';
import { explainMatch, type MatchModel } from '../resolve/matching/explain-match.ts';
import type { RequestContext } from './context.ts';
import { listAttributesOf } from './follow.ts';
import type { ComparedPartOf } from './models.ts';

/** How alike two mentions or entities are, if the caller may see both. Throws NOT_FOUND, MODEL_MISSING, BAD_INPUT. */
export async function matchOf(context: RequestContext, a: string, b: string): Promise<MatchModel> {
  const match = await explainMatch(context, a, b);
  await Promise.all([getMention(context, match.left), getMention(context, match.right)]);
  return match;
}

/** A mention as it stands. Throws NOT_FOUND when there is none that the caller may see. */
export async function getMention(context: RequestContext, id: string): Promise<MentionModel> {
  const mention = await context.loaders(PRESENT).mentions.load(id);
  if (mention === null) throw new JingweiError('NOT_FOUND', { kind: 'mention', id });
  return mention;
}

/** The comparisons of a match with the mentions whose values they compared. */
export async function listComparedParts(
  context: RequestContext,
  match: MatchModel,
): Promise<readonly ComparedPartOf[]> {
  const [left, right] = await Promise.all([
    getMention(context, match.left),
    getMention(context, match.right),
  ]);
  return match.parts.map((part) => ({ ...part, left, right }));
}

/** What one of the two says where it was compared. */
export async function listCompared(
  context: RequestContext,
  part: ComparedPartOf,
  side: 'left' | 'right',
): Promise<readonly AttributeModel[]> {
  const attributes = await listAttributesOf(context, part[side], null);
  // What an identifier says stands in under its name and the part's.
  const compared = attributes.filter(({ name }) =>
    part.attributes.some((one) => one === name || one.startsWith(`${name}/`)),
  );
  return part.timed ? [...compared, ...periodAsAttribute(part[side])] : compared;
}

/** When what a mention says holds, beside its values; nothing where nobody said. */
function periodAsAttribute(mention: MentionModel): readonly AttributeModel[] {
  const period = periodOf(mention);
  const value = period === null ? null : [period.from ?? '', period.to ?? ''].join('/');
  return value === null
    ? []
    : [{ name: 'period', kind: 'instant', value, original: value, flags: [], period }];
}

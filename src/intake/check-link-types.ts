import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { loadKnowing } from './dataset-catalogue.ts';
import type { DatasetCatalogue } from './dataset-model.ts';

/** The types of links that a filter names. Throws BAD_INPUT where no mapping could state one of them: nothing found would look like a finding. */
export async function checkLinkTypes(
  context: Context,
  types: readonly string[] | null | undefined,
  argument: string,
): Promise<readonly string[]> {
  if (types == null || types.length === 0) return [];
  const unknownTo = ({ datasets }: DatasetCatalogue): string | undefined =>
    types.find((type) => ![...datasets.values()].some(({ linkTypes }) => linkTypes?.has(type) ?? true));
  const unknown = unknownTo(await loadKnowing(context, (known) => unknownTo(known) === undefined));
  if (unknown === undefined) return types;
  throw new JingweiError('BAD_INPUT', { reason: `No dataset states links of type ${unknown}`, argument });
}

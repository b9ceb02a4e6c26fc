import { z } from 'zod';
import { isDatasetId, ON_MISSING } from './contract.ts';

const Reference = z.object({
  columns: z.array(z.string()).readonly(),
  dataset: z.string().refine(isDatasetId),
  object: z.string(),
  targetColumns: z.array(z.string()).readonly(),
  onMissing: z.enum(ON_MISSING),
});

/**
 * A foreign key whose target is known: values of `columns` are values of `targetColumns` in `dataset`, all by their
 * logical names.
 */
export type Reference = Readonly<z.infer<typeof Reference>>;

/** References as the graph keeps them beside a definition; '' stands for none. */
export function readReferences(text: string): readonly Reference[] {
  return text === '' ? [] : z.array(Reference).parse(JSON.parse(text));
}

export function writeReferences(references: readonly Reference[]): string {
  return references.length === 0 ? '' : JSON.stringify(references);
}

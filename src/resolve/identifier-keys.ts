import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { cleanText } from '../standardise/clean-text.ts';
import { findScheme, identityKey, SCHEMES } from '../standardise/schemes.ts';

export interface IdentifierQuestion {
  readonly scheme?: string | null | undefined;
  readonly value: string;
}

/** Under which keys an identifier as typed may be known; without a scheme under every scheme that takes it. */
export function identifierKeys(catalogue: DatasetCatalogue, question: IdentifierQuestion): readonly string[] {
  const original = cleanText(question.value);
  if (original === '') return [];
  const schemes =
    question.scheme == null ? [...new Set([...SCHEMES.keys(), ...catalogue.schemes])] : [question.scheme];
  const keys = schemes.flatMap((scheme) => {
    const result = findScheme(scheme)?.standardise(original);
    if (result === undefined) return [];
    const key = identityKey({ scheme, standard: { ...result, original, search: [] } });
    return key === null ? [] : [key];
  });
  return [...new Set(keys)];
}

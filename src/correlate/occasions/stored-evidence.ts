import { z } from 'zod';

/** What one comparison says, in bits: log2 of how much likelier it is of one happening than by chance. */
export interface OccasionEvidence {
  readonly of: string;
  readonly level: string;
  readonly bits: number;
}

const Evidence = z.array(z.object({ of: z.string(), level: z.string(), bits: z.number() }));

/** The evidence of a link as it is kept on it. Throws when other hands changed it. */
export function parseEvidence(text: string): readonly OccasionEvidence[] {
  return Evidence.parse(JSON.parse(text));
}

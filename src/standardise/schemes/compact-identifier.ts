import { cleanText, upperText } from '../clean-text.ts';

/** Upper case without spaces, hyphens and dots: how numbers printed in groups are compared. */
export function compactIdentifier(text: string): string {
  const upper = upperText(cleanText(text));
  // Cleaned once more: a mark that stood behind a space now belongs to the letter before it.
  return cleanText(upper.replace(/[\s\-‐-―.·•・_]+/g, '')) || upper;
}

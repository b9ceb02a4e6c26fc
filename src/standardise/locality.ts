import { readDivision } from './address/division.ts';
import { cleanText, hasHan, joinHan } from './clean-text.ts';
import { foldHan } from './fold-han.ts';
import { foldLatin } from './fold-latin.ts';
import { isPlaceholderText } from './placeholder.ts';
import type { StandardValue } from './value.ts';

/** The name of a town, district or neighbourhood: script folded (台/臺), Taiwan's merged counties under their present names. */
export function standardiseLocality(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const folded = joinHan(foldHan(foldLatin(clean)));
  const flags = isPlaceholderText(clean) ? (['placeholder'] as const) : [];
  if (!hasHan(folded)) return { value: folded, original, flags, search: [] };
  const { rest, ...division } = readDivision(folded);
  const value = division.province + division.city + division.district + division.town + rest;
  const parts = Object.fromEntries(Object.entries(division).filter(([, name]) => name !== ''));
  return { value, original, flags, parts, search: value === folded ? [] : [folded] };
}

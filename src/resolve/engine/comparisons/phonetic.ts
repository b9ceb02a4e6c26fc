const RULES: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^wh/, 'w'],
  [/^x/, 's'],
  [/^mac/, 'mc'],
  [/mb$/, 'm'],
  [/(?:tio|sio|cia)/g, 'x'],
  [/sch|tch|ch|sh/g, 'x'],
  [/ph/g, 'f'],
  [/gh(?=[^aeiou]|$)/g, ''],
  [/ck|q|c(?=[^eiy]|$)/g, 'k'],
  [/c(?=[eiy])|z/g, 's'],
  [/dg(?=[eiy])|g(?=[eiy])/g, 'j'],
  [/d(?=t)/g, ''],
  [/th/g, '0'],
  [/v/g, 'f'],
  [/d/g, 't'],
  [/b/g, 'p'],
  [/(?!^)[aeiouyhw]/g, ''],
  [/(.)\1+/g, '$1'],
];

/**
 * A code that spellings of one sound share, for blocking: the rules of Metaphone (Philips 1990) with voiced and
 * unvoiced consonants made one. Other scripts stay as they are.
 */
export function phoneticCode(token: string): string {
  if (!/^[a-z]/.test(token)) return token;
  let code = token;
  for (const [pattern, replacement] of RULES) code = code.replace(pattern, replacement);
  return /^[aeiouy]/.test(code) ? `a${code.slice(1)}` : code;
}

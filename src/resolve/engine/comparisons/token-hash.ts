/** A token as a whole number, which compares faster than text: FNV-1a of 32 bits; 0 for no token. */
export function hashToken(token: string): number {
  if (token === '') return 0;
  let hash = 0x811c9dc5;
  for (let at = 0; at < token.length; at++) hash = Math.imul(hash ^ token.charCodeAt(at), 0x01000193);
  return hash === 0 ? 1 : hash;
}

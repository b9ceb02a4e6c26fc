const WORD = 2 ** 32;

/** The number that an atom of mentions of a kind goes by: 53 bits of its text. */
export function atomCode(kind: string, text: string): number {
  return mix(`${kind} ${text}`);
}

/** 53 bits that depend on the text alone (two lanes of multiply and shift, as in MurmurHash; Appleby 2008). */
export function mix(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 2_654_435_761);
    high = Math.imul(high ^ unit, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return WORD * (2_097_151 & (high >>> 0)) + (low >>> 0);
}

import { Converter } from 'opencc-js/cn2t';

type Convert = (text: string) => string;
let converter: Convert | undefined;

/**
 * A traditional spelling of simplified text, for full-text search only (one simplified character may have several).
 * The converter takes a fifth of a second to build, so it is built when first needed.
 * Source: OpenCC's phrase and character tables through opencc-js.
 */
export function toTraditional(simplified: string): string {
  const convert: Convert = converter ?? Converter({ from: 'cn', to: 't' });
  converter = convert;
  return convert(simplified);
}

import { cleanText, hasHan } from './clean-text.ts';
import { type CompanyName, splitHanCompany, splitLatinCompany } from './company-suffix.ts';
import { withoutDots } from './dots.ts';
import { foldHan } from './fold-han.ts';
import { foldLatin } from './fold-latin.ts';
import { isPlaceholderText } from './placeholder.ts';
import { readingsOf } from './read-as-written.ts';
import { distinctForms, spellings, syllablesOf } from './romanise.ts';
import { toTraditional } from './traditional.ts';
import type { StandardValue } from './value.ts';

const BRACKETS = /[〔【「『〈《[{]/gu;
const CLOSING = /[〕】」』〉》\]}]/gu;

/**
 * The name of an organisation without its legal form (`有限公司`, `Co., Ltd.`) and branch, both kept in `parts`; folded
 * to simplified script and lower case. Search forms are the whole name, its traditional spelling, and pinyin.
 */
export function standardiseOrganizationName(original: string): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const lower = foldLatin(clean).replace(BRACKETS, '(').replace(CLOSING, ')');
  const han = hasHan(lower);
  const written = han ? lower.replace(/\s*([\p{Script=Han}()])\s*/gu, '$1') : lower;
  const folded = foldHan(written);
  const name = han ? splitMixed(folded) : splitLatinCompany(lower);
  return {
    value: name.core,
    original,
    flags: isPlaceholderText(clean) ? ['placeholder'] : [],
    ...partsOf(name),
    search: distinctForms(
      name.core,
      han ? hanForms(written, folded) : [folded, name.core.replaceAll(' ', '')],
    ),
  };
}

/** `ABC股份有限公司` leaves a Latin core, which is then compared as a Latin name. */
function splitMixed(folded: string): CompanyName {
  const name = splitHanCompany(folded);
  return hasHan(name.core) ? name : { ...name, core: splitLatinCompany(name.core).core };
}

function partsOf({ suffix, branch }: CompanyName): Pick<StandardValue, 'parts'> {
  if (suffix === '') return branch === '' ? {} : { parts: { branch } };
  return { parts: branch === '' ? { suffix } : { suffix, branch } };
}

function hanForms(written: string, folded: string): readonly string[] {
  const cores = readingsOf(written, folded).map((text) => splitMixed(text).core);
  const spelled = cores.flatMap((core) => spellings(syllablesOf(core, 'none')));
  return [folded, toTraditional(folded), withoutDots(folded), ...spelled];
}

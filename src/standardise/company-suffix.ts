/** Legal forms in simplified script, longest first. A name's part before the first one is what tells companies apart. */
const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|有限责任合伙|股份公司|有限公司|\(股\)公司|\(有\)公司|\(股\)|\(有\)|无限公司|两合公司|有限合伙|集团公司|公司)/u;
const FOUNDATION = /^(?:财团法人|社团法人|公益社团法人|学校财团法人)(?=.{2})/u;
const SHOP = '(?:大道|[路街道巷区镇村桥])店';
const OFFICE = '(?:分公司|支公司|分店|分行|支行|营业所|营业部|办事处)';
/** Branches at the end of a name without a legal form, with the two characters of their place, or the road of a shop. */
const BRANCH = new RegExp(`(?<=^.{2,})(?:\\p{Script=Han}{2}${SHOP}|(?:\\p{Script=Han}{2})?${OFFICE})$`, 'u');
/** Trades that are no place; behind the first of them a branch begins, however long its place. */
const TRADES = '银行|证券|保险|期货|信托|物流|快递|速运|便利店|便利(?!店)|超市|百货|药房';
const BRANCH_OF_TRADE = new RegExp(
  `(?<=^.{2,}(?:${TRADES}))(?!${TRADES})(?:(?!公司|有限)\\p{Script=Han}){0,8}(?:${SHOP}|${OFFICE})$`,
  'u',
);
/** Works at the end of a name; a short name keeps the word, which is then part of it. */
const WORKS = /(?<=^.{3,})(?:分厂|工厂|[第一二三四五六七八九十\d]+厂)$|(?<=^.{4,})厂$/u;
const LATIN_FORMS = new Set(
  'co ltd limited inc incorporated corp corporation company llc llp plc gmbh ag sa bv nv pte pty kk srl spa'.split(
    ' ',
  ),
);

/** A company's name in its pieces; `core` is what remains to compare. */
export interface CompanyName {
  readonly core: string;
  readonly suffix: string;
  readonly branch: string;
}

/**
 * Splits a folded name that holds Han characters. Taking one piece off may bare another (`…廠有限公司`), so it goes on
 * until nothing more comes off. A name that is nothing but a form stays whole.
 */
export function splitHanCompany(folded: string): CompanyName {
  let name: CompanyName = { core: trimMarks(folded) || folded, suffix: '', branch: '' };
  for (;;) {
    const piece = takePiece(name.core);
    if (piece === undefined) return name;
    name = { core: piece.core, suffix: piece.suffix + name.suffix, branch: piece.branch + name.branch };
  }
}

/** Takes one piece off; the core is always shorter, so taking comes to an end. */
function takePiece(name: string): CompanyName | undefined {
  const foundation = FOUNDATION.exec(name)?.[0];
  if (foundation !== undefined) return piece(name.slice(foundation.length), foundation, '');
  const branch = BRANCH_OF_TRADE.exec(name) ?? BRANCH.exec(name);
  if (branch !== null && !LEGAL_FORM.test(name.slice(0, branch.index))) {
    return piece(name.slice(0, branch.index), '', branch[0]);
  }
  const form = LEGAL_FORM.exec(name);
  if (form !== null && form.index > 0) {
    return piece(name.slice(0, form.index), form[0], trimMarks(name.slice(form.index + form[0].length)));
  }
  const works = WORKS.exec(name);
  return works === null ? undefined : piece(name.slice(0, works.index), '', works[0]);
}

function piece(core: string, suffix: string, branch: string): CompanyName | undefined {
  const trimmed = trimMarks(core);
  return trimmed === '' ? undefined : { core: trimmed, suffix, branch };
}

function trimMarks(text: string): string {
  return text.replace(
    /^(?:(?![(\p{Script=Han}])[\s\p{P}\p{S}])+|(?:(?![)\p{Script=Han}])[\s\p{P}\p{S}])+$/gu,
    '',
  );
}

/** Splits a folded Latin name into words; trailing words of legal forms are the suffix. */
export function splitLatinCompany(folded: string): CompanyName {
  const words = folded
    .replace(/&/g, ' and ')
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')
    .replace(/['’`]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  let end = words.length;
  while (end > 1 && LATIN_FORMS.has(words[end - 1] ?? '')) end -= 1;
  return { core: words.slice(0, end).join(' ') || folded, suffix: words.slice(end).join(' '), branch: '' };
}

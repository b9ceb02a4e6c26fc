const WORDS = new Set(
  (
    '不詳 不详 不明 未知 無 无 無資料 无资料 没有 沒有 未填 未填寫 未填写 未登記 未登记 未提供 暫無 暂无 空 空白 缺 待查 待補 待补 同上 ' +
    '無名氏 无名氏 某人 null none nil nan n/a n.a. #n/a na unknown undefined unspecified test 測試 测试 tbd xx xxx'
  ).split(' '),
);
const ONLY_MARKS = /^[\p{P}\p{S}\s]+$/u;

/** Words and marks that stand for "nothing known" in any column: `不詳`, `無`, `N/A`, `null`, `-`. Give cleaned text. */
export function isPlaceholderText(clean: string): boolean {
  if (clean.length > 12) return false;
  return ONLY_MARKS.test(clean) || WORDS.has(clean.toLowerCase());
}

/** Numbers that nobody was given: one digit repeated, all zeros, or the plain run 1234567…. Separators are ignored. */
export function isPlaceholderNumber(compact: string): boolean {
  return /^(\w)\1{3,}$/.test(compact) || /^0+$/.test(compact) || isRun(compact);
}

function isRun(compact: string): boolean {
  return compact.length >= 6 && '12345678901234567890'.startsWith(compact);
}

/** Two asterisks in a row, or a long run of X between digits: the source hid a part. */
export function isMasked(clean: string): boolean {
  return /[*＊●○〇]{2,}|\*/.test(clean) || /\d[xX]{3,}/.test(clean);
}

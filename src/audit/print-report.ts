import type { PeriodModel } from '../instant.ts';
import type { HoldingModel, StatementModel, SubjectReportModel, UseModel } from './subject-report.ts';
import type { Words } from './words.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const TEXT = {
  title: { en: 'What is held about you', zh: '关于您的登记情况' },
  made: { en: 'Made at', zh: '生成时间' },
  known: { en: 'You are known by', zh: '身份标识' },
  held: { en: 'What the departments state', zh: '各部门登记的内容' },
  nothing: { en: 'Nothing is held under your identifiers.', zh: '您的身份标识下没有登记任何内容。' },
  from: { en: 'From', zh: '来源' },
  stated: { en: 'stated at', zh: '申报时间' },
  restricted: { en: 'Held back from use until it is decided', zh: '已限制使用，待裁定' },
  earlier: { en: 'Earlier statement', zh: '曾登记' },
  ended: { en: 'Known until', zh: '登记截止' },
  period: { en: 'Valid', zh: '有效期' },
  attribute: { en: 'What', zh: '项目' },
  value: { en: 'Value', zh: '内容' },
  original: { en: 'As written', zh: '原文' },
  dataClass: { en: 'Class', zh: '数据类别' },
  uses: { en: 'What it was used for', zh: '使用情况' },
  noUses: { en: 'Nobody has looked at it so far.', zh: '目前尚无人查看。' },
  who: { en: 'Who', zh: '查看单位' },
  why: { en: 'Why', zh: '原因' },
  times: { en: 'Times', zh: '次数' },
  first: { en: 'First', zh: '首次' },
  last: { en: 'Last', zh: '最近' },
  note: {
    en: 'Only records that hold your own identifier are shown. To have something corrected or held back, ask the data bureau.',
    zh: '此处仅显示含有您本人身份标识的记录。如需更正或限制使用，请联系数据局。',
  },
} as const satisfies Record<string, Words>;

/** Styles of the page; its hash stands in the page's content policy. */
export const STYLE = `body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#111}
h1{font-size:1.6rem}h2{font-size:1.2rem;border-bottom:1px solid #999;margin-top:2rem}h3{font-size:1rem;margin-bottom:.3rem}
table{border-collapse:collapse;width:100%;margin:.3rem 0 1rem}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}
th{background:#f2f2f2}.held{color:#8a1f11;font-weight:600}.meta{color:#444;margin:0}
@media print{body{margin:0;max-width:none}section{break-inside:avoid}}`;

/** The report as a page to print, without scripts; every value is escaped, whatever a department wrote. */
export function printReport(report: SubjectReportModel, language: Language): string {
  const say = (words: Words): string => escapeHtml(words[language]);
  const { at, identifiers, holdings, uses } = report;
  const known = identifiers.map(({ scheme, value }) => `${scheme} ${value}`).join(', ');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-Hans' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${say(TEXT.title)}</title>
<style>${STYLE}</style></head>
<body>
<h1>${say(TEXT.title)}</h1>
<p>${say(TEXT.made)} ${at}<br>${say(TEXT.known)} ${escapeHtml(known)}</p>
<p>${say(TEXT.note)}</p>
<h2>${say(TEXT.held)}</h2>
${holdings.length === 0 ? `<p>${say(TEXT.nothing)}</p>` : holdings.map((one) => printHolding(one, say)).join('\n')}
<h2>${say(TEXT.uses)}</h2>
${uses.length === 0 ? `<p>${say(TEXT.noUses)}</p>` : printUses(uses, say)}
</body></html>
`;
}

type Say = (words: Words) => string;

function printHolding({ department, datasetName, statedAt, restricted, statements }: HoldingModel, say: Say) {
  return `<section>
<h3>${escapeHtml(datasetName)}</h3>
<p class="meta">${say(TEXT.from)} ${escapeHtml(department)}, ${say(TEXT.stated)} ${statedAt}</p>
${restricted ? `<p class="held">${say(TEXT.restricted)}</p>` : ''}
${[...statements]
  .reverse()
  .map((one, index) => printStatement(one, index > 0, say))
  .join('\n')}
</section>`;
}

function printStatement(
  { values, period, recordedFrom, recordedTo }: StatementModel,
  isEarlier: boolean,
  say: Say,
) {
  const until = recordedTo === null ? '' : `${say(TEXT.ended)} ${recordedTo}`;
  const earlier = isEarlier ? `${say(TEXT.earlier)} ${recordedFrom}` : '';
  const valid = period === null ? '' : `${say(TEXT.period)} ${printPeriod(period)}`;
  const meta = [earlier, valid, until].filter((text) => text !== '').join(' · ');
  const columns = [TEXT.attribute, TEXT.value, TEXT.original, TEXT.dataClass].map(say);
  const rows = values.map(({ attribute, value, original, dataClass }) =>
    [attribute, value, original, dataClass].map(escapeHtml),
  );
  return `${meta === '' ? '' : `<p class="meta">${meta}</p>`}${printTable(columns, rows)}`;
}

function printUses(uses: readonly UseModel[], say: Say): string {
  const columns = [TEXT.who, TEXT.why, TEXT.times, TEXT.first, TEXT.last].map(say);
  const rows = uses.map(({ body, reason, count, first, last }) => [
    ...[say(body), say(reason), String(count), first, last],
  ]);
  return printTable(columns, rows);
}

function printPeriod({ from, to }: PeriodModel): string {
  return `${from ?? '…'} – ${to ?? '…'}`;
}

/** Cells are HTML already. */
function printTable(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((cell) => `<th>${cell}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

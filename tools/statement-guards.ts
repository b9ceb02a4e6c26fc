/** Guards: `{{mention(m)}}` in a statement or fragment stands for the predicate in `cypher/guards/mention.cypher`. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ReadBy } from '../src/graph/statement.ts';

interface Guard {
  readonly variables: readonly string[];
  readonly params: readonly string[];
  readonly text: string;
  /** The same for whoever may see everything, where that is less. */
  readonly whole: string;
  /** It asks one thing more, and guards nothing alone (`@part`). */
  readonly part: boolean;
}

export type Guards = ReadonlyMap<string, Guard>;

export interface Expanded {
  readonly text: string;
  /** Declarations of the parameters that the guards take. */
  readonly params: readonly string[];
}

/** Parts what a guard is for any caller from what it comes to for one from whom nothing is hidden. */
const WHOLE = '// @whole';
const CALL = /\{\{(\w+)\(([^()]*)\)\}\}/;
/** Labels and relationship types that hold what departments stated, or tell that they did. */
const PROTECTED = [
  /\(\s*(\w*)\s*:\s*(Mention|MentionVersion|Record|RecordVersion|QuarantinedRow|Delivery|Entity|IdentityEvent|Judgement|ReviewItem|Discrepancy|Correction|KnownProblem|Confirmation)\b/g,
  /\[\s*(\w*)\s*:\s*(LINK|RELATES|SAME_OCCASION)\b/g,
];

export function readGuards(directory: string): Guards {
  const guards = new Map<string, Guard>();
  for (const file of readdirSync(directory).sort()) {
    const lines = readFileSync(join(directory, file), 'utf8').split('\n');
    const head = lines.filter((line) => line.startsWith('// @')).map((line) => line.slice(4));
    const variables = head
      .filter((line) => line.startsWith('var '))
      .flatMap((line) => line.slice(4).split(/,\s*/));
    const params = head.filter((line) => line.startsWith('param ')).map((line) => line.slice(6));
    const mark = lines.indexOf(WHOLE);
    const text = bodyOf(mark < 0 ? lines : lines.slice(0, mark));
    const whole = mark < 0 ? text : bodyOf(lines.slice(mark));
    guards.set(basename(file, '.cypher'), { variables, params, text, whole, part: head.includes('part') });
  }
  return guards;
}

function bodyOf(lines: readonly string[]): string {
  return lines
    .filter((line) => !line.startsWith('//'))
    .join('\n')
    .trim();
}

/**
 * A text with its guards written out, for any caller or for one from whom nothing is hidden (`seeAll`); variables inside
 * them (`{#x}`) get names of their own.
 */
export function expandGuards(text: string, guards: Guards, path: string, by: ReadBy = 'any'): Expanded {
  const params = new Set<string>();
  let expanded = text;
  for (let count = 1; ; count++) {
    const call = CALL.exec(expanded);
    if (call === null) return { text: expanded, params: [...params] };
    const [whole, name = '', list = ''] = call;
    const guard = guards.get(name);
    const given = list.split(/,\s*/);
    if (guard === undefined || guard.variables.length !== given.length)
      throw new Error(`${path}: there is no guard ${name} of ${given.length} variables`);
    for (const param of guard.params) params.add(param);
    let body = (by === 'any' ? guard.text : guard.whole).replace(
      /\{#(\w+)\}/g,
      (_, own: string) => `g${count}${own}`,
    );
    guard.variables.forEach((variable, index) => {
      body = body.replaceAll(`{${variable}}`, given[index] ?? '');
    });
    expanded = expanded.replace(whole, () => body);
  }
}

/**
 * Throws unless every variable that is bound to protected data is named in a guard, or the head says why it needs none
 * (`@unguarded m: reason`; a node without a variable goes by its label).
 */
export function checkGuarded(
  text: string,
  guards: Guards,
  unguarded: ReadonlySet<string>,
  path: string,
): void {
  const guarded = new Set(
    [...text.matchAll(new RegExp(CALL, 'g'))].flatMap(([, name = '', list = '']) =>
      guards.get(name)?.part === true ? [] : list.split(/,\s*/),
    ),
  );
  const bound = PROTECTED.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, variable = '', label = '']) => (variable === '' ? label : variable)),
  );
  for (const name of bound)
    if (!guarded.has(name) && !unguarded.has(name))
      throw new Error(
        `${path}: ${name} holds protected data and has no guard; guard it, or say why: @unguarded`,
      );
  for (const name of unguarded)
    if (!bound.includes(name)) throw new Error(`${path}: @unguarded ${name} is not needed`);
}

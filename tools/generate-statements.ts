/** Turns `cypher/<subject>/<statement>.cypher` into typed constants. The head of a file is its contract:
 *
 *     // What it is for.
 *     // @read | @write
 *     // @open why: reads nothing that departments stated; @system why: reads it for the product itself, not for a caller
 *     // @unguarded m: why that variable needs no guard
 *     // @param ids: readonly string[]
 *     // @column id: string # class of what it tells: id, existence, name, value, count, scope
 *     // @slot recorded: recorded-now | recorded-as-of
 *     // @allow Eager: why, and what bounds it
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { checkGuarded, expandGuards, type Guards, readGuards } from './statement-guards.ts';

/** Whom a statement reads for: anybody, the product itself, or a caller with an access decision. */
type Reader = 'open' | 'system' | 'guarded';

interface Head {
  readonly purpose: string;
  readonly mode: 'read' | 'write';
  readonly params: readonly string[];
  readonly reader: Reader;
  readonly unguarded: ReadonlySet<string>;
  readonly columns: readonly string[];
  readonly columnClasses: ReadonlyMap<string, string>;
  readonly slots: ReadonlyMap<string, readonly string[]>;
  readonly allow: Readonly<Record<string, string>>;
  readonly text: string;
  /** The text for a caller from whom nothing is hidden. */
  readonly whole: string;
}

const NOT_STATEMENTS = new Set(['migrations', 'fragments', 'guards']);
/** What a column tells; a value is checked against its own class by whoever hands it out. */
const COLUMN_CLASSES = new Set(['id', 'existence', 'name', 'value', 'count', 'scope']);

export function generateStatements(root: string, target: string): number {
  const guards = readGuards(join(root, 'guards'));
  const fragments = readFragments(join(root, 'fragments'), guards);
  const lines: string[] = [];
  const names: string[] = [];
  for (const subject of readdirSync(root).sort()) {
    if (NOT_STATEMENTS.has(subject)) continue;
    for (const file of readdirSync(join(root, subject)).sort()) {
      if (!file.endsWith('.cypher')) continue;
      const path = join(root, subject, file);
      const head = checkReader(parseHead(readFileSync(path, 'utf8'), path), guards, path);
      const constant = camelCase(basename(file, '.cypher'));
      if (names.includes(constant))
        throw new Error(`${path}: the name ${constant} is taken by another subject`);
      names.push(constant);
      lines.push(
        ...emit(
          `${subject}/${basename(file, '.cypher')}`,
          constant,
          expandHead(head, guards, path),
          fragments,
          path,
        ),
      );
    }
  }
  lines.push('/** Every statement there is, for the tests that plan them. */');
  lines.push(`export const STATEMENTS = { ${names.join(', ')} };`, '');
  writeFileSync(target, [...importsFor(lines.join('\n')), ...lines].join('\n'));
  return names.length;
}

/** A read for a caller has guards, and says of every column what it tells. */
function checkReader(head: Head, guards: Guards, path: string): Head {
  if (head.mode === 'write' || head.reader !== 'guarded') return head;
  checkGuarded(head.text, guards, head.unguarded, path);
  for (const column of head.columns) {
    const dataClass = head.columnClasses.get(fieldName(column));
    if (dataClass === undefined || !COLUMN_CLASSES.has(dataClass))
      throw new Error(
        `${path}: column ${fieldName(column)} declares no class (# ${[...COLUMN_CLASSES].join(', # ')})`,
      );
  }
  return head;
}

function expandHead(head: Head, guards: Guards, path: string): Head {
  const { text, params } = expandGuards(head.text, guards, path);
  const own = params.filter((param) => !head.params.includes(param));
  const whole = expandGuards(head.text, guards, path, 'whole').text;
  for (const [, name = ''] of whole.matchAll(/\$(\w+)/g))
    if (head.reader === 'guarded' && GUARD_PARAMETER.test(name) && !WHOLE_PARAMETERS.has(name))
      throw new Error(`${path}: $${name} says nothing of a caller from whom nothing is hidden`);
  return { ...head, text, whole, params: [...head.params, ...own] };
}

const TYPE_SOURCES = {
  '../access/sight.ts': ['Sight'],
  '../graph/statement.ts': ['Statement'],
  '../graph/values.ts': ['DateTime', 'Point', 'Properties', 'Property'],
  '../ids.ts': [
    'CauseId',
    'ConfirmationId',
    'DeliveryId',
    'EntityId',
    'JudgementId',
    'KnownProblemId',
    'MentionId',
    'RecordId',
    'RunId',
  ],
};

/** Imports of exactly the types that the generated text uses. */
function importsFor(text: string): readonly string[] {
  return Object.entries(TYPE_SOURCES).flatMap(([source, types]) => {
    const used = types.filter((type) => new RegExp(`\\b${type}\\b`).test(text));
    return used.length === 0 ? [] : [`import type { ${used.join(', ')} } from '${source}';`];
  });
}

function readFragments(directory: string, guards: Guards): ReadonlyMap<string, Head> {
  const fragments = new Map<string, Head>();
  for (const file of readdirSync(directory).sort()) {
    const path = join(directory, file);
    const head = parseHead(readFileSync(path, 'utf8'), path);
    if (head.reader === 'guarded') checkGuarded(head.text, guards, head.unguarded, path);
    fragments.set(basename(file, '.cypher'), expandHead(head, guards, path));
  }
  return fragments;
}

function parseHead(source: string, path: string): Head {
  const purpose: string[] = [];
  const params: string[] = [];
  const columns: string[] = [];
  const columnClasses = new Map<string, string>();
  const unguarded = new Set<string>();
  const slots = new Map<string, readonly string[]>();
  const allow: Record<string, string> = {};
  let reader: Reader = 'guarded';
  let mode: 'read' | 'write' = 'read';
  const lines = source.split('\n');
  let index = 0;
  for (; index < lines.length && (lines[index] ?? '').startsWith('//'); index++) {
    const line = (lines[index] ?? '').slice(2).trim();
    const tag = /^@(\w+)\s*(.*)$/.exec(line);
    if (tag === null) {
      purpose.push(line);
      continue;
    }
    const rest = tag[2] ?? '';
    if (tag[1] === 'read' || tag[1] === 'write') mode = tag[1];
    else if (tag[1] === 'param') params.push(rest);
    else if (tag[1] === 'open' || tag[1] === 'system') reader = tag[1];
    else if (tag[1] === 'unguarded') unguarded.add(fieldName(rest));
    else if (tag[1] === 'column') {
      const [column = '', dataClass] = rest.split(' # ');
      columns.push(column);
      if (dataClass !== undefined) columnClasses.set(fieldName(column), dataClass);
    } else if (tag[1] === 'slot') {
      const [name = '', options = ''] = rest.split(/:\s*/, 2);
      slots.set(
        name.trim(),
        options.split('|').map((option) => option.trim()),
      );
    } else if (tag[1] === 'allow') {
      const [operator = '', ...reason] = rest.split(':');
      allow[operator.trim()] = reason.join(':').trim();
    } else throw new Error(`${path}:${index + 1} unknown tag @${tag[1]}`);
  }
  const text = lines.slice(index).join('\n').trim();
  if (text === '') throw new Error(`${path}: no statement after its head`);
  return {
    purpose: purpose.join(' '),
    mode,
    reader,
    unguarded,
    params,
    columns,
    columnClasses,
    slots,
    allow,
    text,
    whole: text,
  };
}

function emit(
  name: string,
  constant: string,
  head: Head,
  fragments: ReadonlyMap<string, Head>,
  path: string,
): readonly string[] {
  const params = new Map(head.params.map((param) => [fieldName(param), `readonly ${param}`]));
  const isGuarded = head.mode === 'read' && head.reader === 'guarded';
  const slotTypes: string[] = [];
  const slotValues: string[] = [];
  for (const [slot, options] of head.slots) {
    if (!head.text.includes(`{{${slot}}}`)) throw new Error(`${path}: slot ${slot} is not used`);
    slotTypes.push(`readonly ${slot}: ${options.map((option) => `'${option}'`).join(' | ')}`);
    const texts = options.map((option) => {
      const fragment = fragments.get(option);
      if (fragment === undefined) throw new Error(`${path}: there is no fragment ${option}`);
      if (isGuarded && fragment.reader === 'system')
        throw new Error(`${path}: the fragment ${option} has no guards; it is for the product itself`);
      for (const param of fragment.params) {
        const field = fieldName(param);
        if (!params.has(field)) params.set(field, `readonly ${param.replace(/^(\w+):/, '$1?:')}`);
      }
      return `'${option}': { ${emitTexts(fragment)} }`;
    });
    slotValues.push(`${slot}: { ${texts.join(', ')} }`);
  }
  checkParameters(head, [...params.keys()], fragments, path);
  const columns = head.columns.map((column) => `readonly ${column}`);
  return [
    `/** ${head.purpose.replaceAll('*/', '')} */`,
    `export const ${constant}: Statement<`,
    `  { ${declareParams(params, isGuarded)} },`,
    `  { ${columns.join('; ')} },`,
    `  { ${slotTypes.join('; ')} }`,
    '> = {',
    `  name: '${name}',`,
    `  mode: '${head.mode}',`,
    `  reader: '${head.mode === 'write' ? 'system' : head.reader}',`,
    `  ${emitTexts(head)},`,
    `  columns: ${JSON.stringify(head.columns.map(fieldName))},`,
    `  slots: { ${slotValues.join(', ')} },`,
    `  allow: ${JSON.stringify(head.allow)},`,
    '};',
    '',
  ];
}

function emitTexts({ text, whole }: Head): string {
  return `text: ${JSON.stringify(text)}${whole === text ? '' : `, whole: ${JSON.stringify(whole)}`}`;
}

/** What guards take comes from the decision, as one argument that cannot be forgotten or made up. */
function declareParams(params: ReadonlyMap<string, string>, isGuarded: boolean): string {
  const own = [...params]
    .filter(([name]) => !GUARD_PARAMETER.test(name))
    .map(([, declaration]) => declaration);
  return (isGuarded ? [...own, 'readonly sight: Sight'] : own).join('; ');
}

const GUARD_PARAMETER = /^(see|scope)[A-Z]/;
/** What is sent of the decision for a caller from whom nothing is hidden. */
const WHOLE_PARAMETERS = new Set(['seeAll', 'seeWhole']);

/** Every `$parameter` of the text is declared, and every declared one is used somewhere. */
function checkParameters(
  head: Head,
  declared: readonly string[],
  fragments: ReadonlyMap<string, Head>,
  path: string,
): void {
  const texts = [head.text];
  for (const options of head.slots.values()) {
    for (const option of options) texts.push(fragments.get(option)?.text ?? '');
  }
  const used = new Set(
    texts.flatMap((text) => [...text.matchAll(/\$(\w+)/g)].map((match) => match[1] ?? '')),
  );
  for (const name of used) if (!declared.includes(name)) throw new Error(`${path}: $${name} is not declared`);
  for (const name of declared) if (!used.has(name)) throw new Error(`${path}: parameter ${name} is not used`);
}

function fieldName(declaration: string): string {
  return (declaration.split(':')[0] ?? '').replace('?', '').trim();
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

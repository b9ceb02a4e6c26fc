import { isAlias, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Checked, ContractProblem } from './problem.ts';

/** Largest contract or mapping that is read, in UTF-16 units. */
export const MAX_YAML_LENGTH = 1024 * 1024;
/** How many times aliases may be expanded in one file: stops a few lines that unfold to gigabytes. */
const MAX_ALIASES = 100;
/** How deep a file may nest; checked on the text's flow brackets first, because the parser recurses, and on what was read. */
const MAX_DEPTH = 100;

export type YamlPath = readonly (string | number)[];

/** A YAML file as plain values, with the place of each of them. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** The problem `reason` at `path`; with `key`, at the key of that name rather than at its value. */
  problem(path: YamlPath, reason: string, key?: string): ContractProblem;
}

/** Reads one YAML document; gives the places of all its syntax errors when it is broken. */
export function readYaml(file: string, text: string): Checked<YamlSource> {
  const fail = (line: number, column: number, reason: string): Checked<YamlSource> => ({
    ok: false,
    problems: [{ file, line, column, reason }],
  });
  if (text.length > MAX_YAML_LENGTH) return fail(1, 1, 'the file is larger than 1 MiB');
  if (flowDepth(text) > MAX_DEPTH) return fail(1, 1, `brackets nest deeper than ${MAX_DEPTH} levels`);

  const lines = new LineCounter();
  let value: unknown;
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
    if (document.errors.length > 0) {
      return {
        ok: false,
        problems: document.errors.map((error) => {
          const { line, col } = lines.linePos(error.pos[0]);
          return { file, line, column: col, reason: describe(error) };
        }),
      };
    }
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
    // Whether indentation fills the stack hangs on how well the parser is compiled by then.
    if (isDeeper(value, MAX_DEPTH)) return fail(1, 1, `the file nests deeper than ${MAX_DEPTH} levels`);
  } catch (error) {
    // Too many aliases and a full stack are plain errors of the library and the engine.
    return fail(1, 1, describe(error));
  }
  const problem = (path: YamlPath, reason: string, key?: string): ContractProblem => {
    const { line, col } = lines.linePos(findOffset(document.contents, path, key, document));
    return { file, line, column: col, reason };
  };
  return { ok: true, value: { file, value, problem } };
}

function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('call stack')) return 'the file nests too deeply';
  return `not readable as YAML: ${message}`;
}

/** Offset of the node at `path`, or of the nearest parent that exists. */
function findOffset(
  root: Node | null,
  path: YamlPath,
  key: string | undefined,
  document: Parameters<Node['toJS']>[0],
): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of key === undefined ? path : [...path, key]) {
    if (isAlias(node)) node = node.resolve(document);
    const isLastKey = key !== undefined && step === key;
    if (isMap(node)) {
      const pair = node.items.find((item) => String(item.key) === String(step));
      if (pair === undefined) return offset;
      const at = isLastKey || !hasRange(pair.value) ? pair.key : pair.value;
      node = pair.value;
      if (hasRange(at)) offset = at.range[0];
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (hasRange(node)) offset = node.range[0];
    } else return offset;
  }
  return offset;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

/** Whether lists and maps lie in one another more levels deep. Each is looked at once, however many places share it. */
function isDeeper(value: unknown, most: number): boolean {
  const levels = new Map<object, number>();
  const levelsOf = (inner: unknown, left: number): number => {
    if (!isContainer(inner)) return 0;
    const known = levels.get(inner);
    if (known !== undefined) return known;
    if (left === 0) return Infinity;
    let deepest = 0;
    for (const one of Object.values(inner)) {
      deepest = Math.max(deepest, levelsOf(one, left - 1));
      if (deepest === Infinity) return Infinity;
    }
    levels.set(inner, deepest + 1);
    return deepest + 1;
  };
  return levelsOf(value, most) > most;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Most flow brackets open at once; an upper bound that needs no recursion. */
function flowDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if ((unit === 0x5d || unit === 0x7d) && depth > 0) depth -= 1;
  }
  return deepest;
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2019, type ErrorObject, type ValidateFunction } from 'ajv/dist/2019.js';
import addFormats from 'ajv-formats';
import type { YamlPath } from './yaml-source.ts';

/** A breach of the official schema: where, and what; `key` is the offending key inside the value at `path`. */
export interface SchemaBreach {
  readonly path: YamlPath;
  readonly reason: string;
  readonly key?: string;
}

const SCHEMA = join('schema', 'odcs', 'odcs-json-schema-v3.1.0.json');
/** More than anybody reads, and few enough to compare each with each. */
const MAX_BREACHES = 1000;
let compiled: { validate: ValidateFunction; names: ReadonlySet<string> } | undefined;

/** Checks a value against the official JSON Schema of ODCS v3.1.0 (vendored unchanged) and gives every breach. */
export function listSchemaBreaches(value: unknown): readonly SchemaBreach[] {
  compiled ??= compile();
  if (compiled.validate(value)) return [];
  const errors = (compiled.validate.errors ?? []).slice(0, MAX_BREACHES);
  const { names } = compiled;
  return errors.filter((error) => isTelling(error, errors, names)).map(toBreach);
}

function compile(): { validate: ValidateFunction; names: ReadonlySet<string> } {
  const schema: unknown = JSON.parse(readFileSync(findSchemaFile(), 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new TypeError(`${SCHEMA} is not an object`);
  const ajv = new Ajv2019({ allErrors: true, strict: false });
  addFormats.default(ajv);
  const names = new Set<string>();
  collectNames(schema, names);
  return { validate: ajv.compile(schema), names };
}

/** The schema lies beside `src` in a checkout and one level further up from the compiled files. */
function findSchemaFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, SCHEMA))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${SCHEMA} is missing from the installation`);
    folder = parent;
  }
  return join(folder, SCHEMA);
}

function collectNames(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'properties' && typeof value === 'object' && value !== null) {
      for (const name of Object.keys(value)) names.add(name);
    }
    collectNames(value, names);
  }
}

/**
 * Leaves out what only repeats another error. A branch of `if`/`oneOf` that fails says so once more itself, and once
 * any part of an object fails, the validator also calls its well-known keys unevaluated.
 */
function isTelling(error: ErrorObject, all: readonly ErrorObject[], names: ReadonlySet<string>): boolean {
  const isInner = (other: ErrorObject) =>
    other !== error && !isWrapper(other) && other.instancePath.startsWith(error.instancePath);
  if (isWrapper(error)) return !all.some(isInner);
  if (error.keyword !== 'unevaluatedProperties') return true;
  const name = String(error.params.unevaluatedProperty);
  return (
    !names.has(name) || !all.some((other) => isInner(other) && other.keyword !== 'unevaluatedProperties')
  );
}

function isWrapper(error: ErrorObject): boolean {
  return error.keyword === 'if' || error.keyword === 'oneOf' || error.keyword === 'anyOf';
}

function toBreach(error: ErrorObject): SchemaBreach {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const unknown: unknown = error.params.unevaluatedProperty ?? error.params.additionalProperty;
  if (typeof unknown === 'string') {
    return { path, key: unknown, reason: `${unknown} is not a key of the standard here` };
  }
  if (error.keyword === 'enum') {
    const allowed: unknown = error.params.allowedValues;
    const list = Array.isArray(allowed) ? allowed.join(', ') : '';
    return { path, reason: `${nameOf(path)} must be one of ${list}` };
  }
  return { path, reason: `${nameOf(path)} ${error.message ?? 'breaks the standard'}` };
}

function nameOf(path: YamlPath): string {
  return path.length === 0 ? 'the contract' : path.join('.');
}

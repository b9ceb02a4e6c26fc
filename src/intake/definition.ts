import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { JingweiError } from '../errors.ts';
import { STANDARDISE_VERSION } from '../standardise/standardise.ts';
import type { Contract, DatasetId } from './contract/contract.ts';
import { checkContract } from './contract/parse-contract.ts';
import { type Checked, problemError } from './contract/problem.ts';
import { type Reference, readReferences, writeReferences } from './contract/reference.ts';
import { resolveRelationships } from './contract/resolve-relationships.ts';
import { MAX_YAML_LENGTH } from './contract/yaml-source.ts';
import type { Mapping } from './mapping/mapping.ts';
import { checkMapping } from './mapping/parse-mapping.ts';

/** A dataset as its two files define it: everything intake needs to know before the first row. */
export interface DatasetDefinition {
  readonly id: DatasetId;
  readonly department: { readonly id: string; readonly name: string };
  readonly contract: Contract;
  readonly mapping: Mapping;
  /** The contract's foreign keys. */
  readonly references: readonly Reference[];
  readonly contractText: string;
  readonly mappingText: string;
  /** SHA-256 (hexadecimal) of all of it and the version of the standardisers: another hash may map rows otherwise. */
  readonly hash: string;
}

export interface DefinitionTexts {
  readonly contractFile: string;
  readonly contractText: string;
  readonly mappingFile: string;
  readonly mappingText: string;
  /** Foreign keys that were resolved when the files were read, see `writeReferences`. */
  readonly references?: string;
}

/**
 * Reads `<name>.odcs.yaml` and `<name>.mapping.yaml` beside it.
 * @throws {JingweiError} `FILE_UNREADABLE`, `CONTRACT_INVALID`, `CONTRACT_VERSION` or `MAPPING_INVALID`.
 */
export async function loadDefinition(contractPath: string): Promise<DatasetDefinition> {
  const texts = await readDefinitionTexts(contractPath);
  const references = await resolveRelationships(parseDefinition(texts).contract);
  if (!references.ok) throw problemError('CONTRACT_INVALID', references.problems);
  return parseDefinition({ ...texts, references: writeReferences(references.value) });
}

/** A definition that is new here. @throws {JingweiError} `CONTRACT_INVALID`, `CONTRACT_VERSION` or `MAPPING_INVALID`. */
export function parseDefinition(texts: DefinitionTexts): DatasetDefinition {
  return requireSound(texts, checkDefinition(texts));
}

/**
 * A definition as the graph keeps it: what was made under it has to stay readable, so it may break rules on mappings that are
 * newer than it. Throws what {@link parseDefinition} throws.
 */
export function parseStoredDefinition(texts: DefinitionTexts): DatasetDefinition {
  return requireSound(texts, checkDefinition(texts, { isStored: true }));
}

function requireSound(texts: DefinitionTexts, checked: Checked<DatasetDefinition>): DatasetDefinition {
  if (checked.ok) return checked.value;
  const isContract = checked.problems[0]?.file === texts.contractFile;
  throw problemError(isContract ? 'CONTRACT_INVALID' : 'MAPPING_INVALID', checked.problems);
}

/** The definition, or everything that is wrong with the contract; with a sound contract, with the mapping. */
export function checkDefinition(
  texts: DefinitionTexts,
  origin: { readonly isStored: boolean } = { isStored: false },
): Checked<DatasetDefinition> {
  const contract = checkContract(texts.contractFile, texts.contractText);
  if (!contract.ok) return contract;
  const mapping = checkMapping(texts.mappingFile, texts.mappingText, contract.value, origin);
  if (!mapping.ok) return mapping;
  const { objects, id, department } = contract.value;
  const object = objects.find((each) => each.name === mapping.value.contract.object);
  if (object === undefined) throw new Error('the mapping was not checked');
  return {
    ok: true,
    value: {
      id,
      department,
      contract: { ...contract.value, object },
      mapping: mapping.value,
      references: readReferences(texts.references ?? ''),
      contractText: texts.contractText,
      mappingText: texts.mappingText,
      hash: hashTexts(texts),
    },
  };
}

/** Reads both files of a definition as text. @throws {JingweiError} `FILE_UNREADABLE`, `LIMIT_EXCEEDED`, `USAGE`. */
export async function readDefinitionTexts(contractPath: string): Promise<DefinitionTexts> {
  const name = basename(contractPath);
  const stem = /^(.+)\.odcs\.ya?ml$/.exec(name)?.[1];
  if (stem === undefined)
    throw new JingweiError('USAGE', { reason: `${name} is not named <dataset>.odcs.yaml` });
  const mappingPath = join(dirname(contractPath), `${stem}.mapping.yaml`);
  const [contractText, mappingText] = await Promise.all([readText(contractPath), readText(mappingPath)]);
  return { contractFile: contractPath, contractText, mappingFile: mappingPath, mappingText };
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > 4 * MAX_YAML_LENGTH) throw new JingweiError('LIMIT_EXCEEDED', { what: path, limit: '1 MiB' });
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof JingweiError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new JingweiError('FILE_UNREADABLE', { file: path, reason }, error);
  }
}

function hashTexts({ contractText, mappingText, references = '' }: DefinitionTexts): string {
  const sha = createHash('sha256');
  const texts = [contractText, mappingText, STANDARDISE_VERSION, ...(references === '' ? [] : [references])];
  for (const text of texts) sha.update(`${text.length}:${text}`);
  return sha.digest('hex');
}

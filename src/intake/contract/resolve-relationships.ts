import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Contract, type ContractDocument, findColumn, type Relationship } from './contract.ts';
import { checkContract } from './parse-contract.ts';
import type { Checked, ContractProblem } from './problem.ts';
import type { Reference } from './reference.ts';

/** Finds the datasets that a contract's foreign keys point to, reading the contract files that they name. */
export async function resolveRelationships(contract: Contract): Promise<Checked<readonly Reference[]>> {
  const problems: ContractProblem[] = [];
  const references: Reference[] = [];
  for (const relationship of contract.object.relationships) {
    const report = (reason: string) =>
      problems.push({
        file: contract.file,
        line: relationship.line,
        column: relationship.column,
        reason: `relationships: ${reason}`,
      });
    const target = await readTarget(contract, relationship, report);
    if (target !== null) addReference(relationship, target, references, report);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: references };
}

async function readTarget(
  contract: Contract,
  { target: { file } }: Relationship,
  report: (reason: string) => void,
): Promise<ContractDocument | null> {
  if (file === null) return contract;
  const path = join(dirname(contract.file), file);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    report(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
  const checked = checkContract(path, text);
  if (checked.ok) return checked.value;
  report(`${file} has problems of its own`);
  return null;
}

function addReference(
  { columns, target, onMissing }: Relationship,
  document: ContractDocument,
  references: Reference[],
  report: (reason: string) => void,
): void {
  const object = document.objects.find((each) => each.name === target.object);
  const missing = object === undefined ? undefined : target.columns.find((name) => !findColumn(object, name));
  if (object === undefined) report(`${document.id} has no object ${target.object}`);
  else if (missing !== undefined) report(`${document.id} has no column ${missing}`);
  else {
    const targetColumns = target.columns;
    references.push({ columns, dataset: document.id, object: object.name, targetColumns, onMissing });
  }
}

import { basename } from 'node:path';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { readDataset, readDefinition, registerDataset } from '../generated/statements.ts';
import { takeLock } from './apply-batch.ts';
import { writeReferences } from './contract/reference.ts';
import { forgetCatalogue } from './dataset-catalogue.ts';
import { type DatasetDefinition, parseStoredDefinition } from './definition.ts';
import { onceRoleOf } from './mapping/mapping.ts';

const definitions = new Map<string, DatasetDefinition>();
const MOST_DEFINITIONS = 200;

/** Makes a dataset, its department and its present definition known to the graph. Repeating it changes nothing. */
export async function registerDefinition(context: Context, definition: DatasetDefinition): Promise<void> {
  const { contract, department } = definition;
  const known = (await context.graph.read(readDataset, { id: definition.id }))[0];
  const onceRole = onceRoleOf(definition.mapping);
  if (known?.definition === definition.hash && known.onceRole === onceRole) return;
  await context.graph.write(async (transaction) => {
    await takeLock(context, transaction);
    await transaction.run(registerDataset, {
      department: { id: department.id, name: department.name },
      dataset: {
        id: definition.id,
        name: contract.name,
        description: contract.description,
        department: department.id,
        sharing: contract.sharing,
        definition: definition.hash,
        derivedFrom: contract.derivedFrom,
        onceRole,
        serviceLevels: JSON.stringify(contract.serviceLevels),
      },
      definition: {
        hash: definition.hash,
        contractFile: basename(contract.file),
        contractText: definition.contractText,
        mappingFile: basename(contract.file).replace(/\.odcs\.ya?ml$/, '.mapping.yaml'),
        mappingText: definition.mappingText,
        references: writeReferences(definition.references),
      },
    });
  });
  forgetCatalogue(context.graph);
}

/** The present definition of a dataset, if it was ever registered. */
export async function findDefinition(
  context: Context,
  dataset: string,
): Promise<DatasetDefinition | undefined> {
  const row = (await context.graph.read(readDataset, { id: dataset }))[0];
  return row === undefined ? undefined : parseOnce(row.definition, row);
}

/** The present definition of a dataset. Throws DATASET_UNKNOWN. */
export async function getDefinition(context: Context, dataset: string): Promise<DatasetDefinition> {
  const definition = await findDefinition(context, dataset);
  if (definition === undefined) throw new JingweiError('DATASET_UNKNOWN', { dataset });
  return definition;
}

/** A definition that some delivery was read by. Throws NOT_FOUND. */
export async function getDefinitionByHash(context: Context, hash: string): Promise<DatasetDefinition> {
  const row = (await context.graph.read(readDefinition, { hash }))[0];
  if (row === undefined) throw new JingweiError('NOT_FOUND', { kind: 'definition', id: hash });
  return parseOnce(hash, row);
}

function parseOnce(hash: string, texts: Parameters<typeof parseStoredDefinition>[0]): DatasetDefinition {
  const known = definitions.get(hash);
  if (known !== undefined) return known;
  if (definitions.size >= MOST_DEFINITIONS) definitions.clear();
  // Kept under the hash in the graph: a newer version of the standardisers must not look like another definition here.
  const parsed = { ...parseStoredDefinition(texts), hash };
  definitions.set(hash, parsed);
  return parsed;
}

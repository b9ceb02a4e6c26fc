import { JingweiError } from '../errors.ts';
import {
  beginRestore,
  clearStore,
  countStore,
  finishRestore,
  restoreNodes,
  restoreRelationships,
} from '../generated/statements.ts';
import { migrate } from '../graph/migrate.ts';
import type { BackupContext } from './backup-context.ts';
import type { BackupHeader, BackupSummary, NodeEntry, RelationshipEntry } from './backup-format.ts';
import { NodeNumbers } from './node-numbers.ts';
import { invalid } from './read-backup.ts';
import { readEntries } from './read-entries.ts';

/**
 * Fills an empty store from a backup that {@link verifyBackup} found sound. While the store is half full it carries a
 * mark, so that nothing else opens it, and restoring again starts over. Indexes are made when everything is in, which
 * is several times faster than keeping them up to date row by row.
 * Throws BACKUP_INVALID, RESTORE_NOT_EMPTY, DISK_FULL, GRAPH_BUSY.
 */
export async function restore(
  context: BackupContext,
  file: string,
  header: BackupHeader,
): Promise<BackupSummary> {
  const started = context.clock();
  await refuseUnlessEmpty(context);
  await context.graph.write((transaction) => transaction.run(beginRestore, {}));
  await context.exact.runAlone(clearStore);
  await writeEntries(context, file, header);
  context.onProgress({ phase: 'indexes', done: 0, of: undefined });
  await migrate(context.graph);
  await verifyCounts(context, file, header);
  await context.graph.write((transaction) => transaction.run(finishRestore, {}));
  const { nodes, relationships } = header;
  return { file, nodes, relationships, seconds: (context.clock() - started) / 1000 };
}

/** Whether a restore into this store was begun and not finished. */
export async function findHalfRestored(context: Pick<BackupContext, 'graph'>): Promise<boolean> {
  return (await getCounts(context)).restoring;
}

async function refuseUnlessEmpty(context: BackupContext): Promise<void> {
  const { nodes, locks, restoring } = await getCounts(context);
  if (restoring || nodes === locks) return;
  const { settings } = context;
  throw new JingweiError('RESTORE_NOT_EMPTY', { path: settings.neo4j.uri ?? settings.home });
}

async function writeEntries(context: BackupContext, file: string, header: BackupHeader): Promise<void> {
  const numbers = new NodeNumbers();
  const done = { nodes: 0, relationships: 0 };
  for await (const batch of readEntries(file, context.signal)) {
    context.signal?.throwIfAborted();
    if (batch.of === 'nodes') await writeNodes(context, batch.rows, numbers);
    else await writeRelationships(context, file, batch.rows, numbers);
    done[batch.of] += batch.rows.length;
    context.onProgress({ phase: batch.of, done: done[batch.of], of: header[batch.of] });
  }
}

async function writeNodes(
  context: BackupContext,
  rows: readonly NodeEntry[],
  numbers: NodeNumbers,
): Promise<void> {
  const made = await context.exact.write((transaction) => transaction.run(restoreNodes, { rows }));
  for (const { id, made: elementId } of made) numbers.set(id, elementId);
}

async function writeRelationships(
  context: BackupContext,
  file: string,
  entries: readonly RelationshipEntry[],
  numbers: NodeNumbers,
): Promise<void> {
  const rows = entries.map(({ from, to, type, properties }) => {
    const [start, end] = [numbers.find(from), numbers.find(to)];
    if (start === undefined || end === undefined) throw invalid(file, 'a relationship of it has no node');
    return { from: start, to: end, type, properties };
  });
  await context.exact.write((transaction) => transaction.run(restoreRelationships, { rows }));
}

async function verifyCounts(context: BackupContext, file: string, header: BackupHeader): Promise<void> {
  const { nodes, relationships } = await getCounts(context);
  if (nodes === header.nodes && relationships === header.relationships) return;
  throw invalid(file, `${nodes} nodes and ${relationships} relationships came of it, not what it names`);
}

async function getCounts({ graph }: Pick<BackupContext, 'graph'>) {
  const [counts] = await graph.read(countStore, {});
  if (counts === undefined) throw new Error('Counting gives one row');
  return counts;
}

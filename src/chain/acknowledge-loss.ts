import { JingweiError } from '../errors.ts';
import { readEntryHash, readHead } from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';
import type { AuditSettings } from '../settings.ts';
import { genesisHash } from './entry.ts';
import { appendHeads } from './heads-file.ts';
import { type HeadLine, type LossLine, signLoss } from './heads-line.ts';
import { readSigningKey } from './signing-key.ts';
import { adoptTips, loadSignedHeads } from './witness.ts';

/**
 * Signs that what was logged behind the last entry that is still in place is lost, for each chain that lost something.
 * What was signed up to there stays as it is: nothing before is excused. Gives what was lost.
 * Throws AUDIT_KEY, AUDIT_HEADS.
 */
export async function acknowledgeLoss(
  context: { readonly graph: Graph; readonly clock: () => number },
  settings: AuditSettings,
  words: { readonly reason: string; readonly by: string },
): Promise<readonly LossLine[]> {
  const { keyFile: file, headsFile } = settings;
  const key = await readSigningKey(file);
  if (key === undefined) throw new JingweiError('AUDIT_KEY', { file, reason: 'it is not there' });
  await adoptTips(settings);
  const signed = await loadSignedHeads(settings, key.id);
  const losses: LossLine[] = [];
  for (const [chain, heads] of signed.heads) {
    const loss = await findLoss(context.graph, chain, heads);
    if (loss === undefined) continue;
    losses.push(signLoss(key, { chain, ...loss.kept, at: 0 }, loss.lost, words, context.clock()));
  }
  if (losses.length > 0) await appendHeads(headsFile, losses);
  return losses;
}

interface Loss {
  readonly kept: { readonly sequence: number; readonly hash: string };
  /** Sequence number of the last entry that was signed and is not there. */
  readonly lost: number;
}

async function findLoss(graph: Graph, chain: string, heads: readonly HeadLine[]): Promise<Loss | undefined> {
  let good: Loss['kept'] = { sequence: 0, hash: genesisHash(chain) };
  const sorted = [...heads].sort((left, right) => left.sequence - right.sequence);
  for (const head of sorted) {
    const [found] = await graph.read(readEntryHash, { chain, sequence: BigInt(head.sequence) });
    if (found?.hash === head.hash || head.sequence === 0) {
      good = head;
      continue;
    }
    const [end] = await graph.read(readHead, { chain });
    // An end behind the lost place is that of another story, which begins somewhere behind the last good head.
    const kept = end !== undefined && end.sequence < head.sequence ? end : good;
    return { kept, lost: sorted.at(-1)?.sequence ?? head.sequence };
  }
  return undefined;
}

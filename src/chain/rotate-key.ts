import { JingweiError } from '../errors.ts';
import type { AuditSettings } from '../settings.ts';
import { appendHeads, readHeads } from './heads-file.ts';
import { signKey } from './heads-line.ts';
import { readSigningKey, replaceSigningKey } from './signing-key.ts';
import { adoptTips } from './witness.ts';

/**
 * Makes a new key. The present one vouches for it and is kept under its id; a lost one vouches for nothing, and whoever
 * verifies is told so. Throws AUDIT_KEY when the key is missing and was not said to be lost.
 */
export async function rotateKey(
  settings: AuditSettings,
  words: { readonly lost: boolean; readonly reason: string },
  now: number,
): Promise<{ readonly id: string; readonly previous: string | null }> {
  const { keyFile: file, headsFile } = settings;
  await adoptTips(settings);
  const present = await readSigningKey(file);
  const lines = await readHeads(headsFile);
  const last = lines.flatMap(({ line }) => (line?.type === 'key' ? [line.key] : [])).at(-1) ?? null;
  const isPresent = present !== undefined && present.id === last;
  if (last !== null && !isPresent && !words.lost)
    throw new JingweiError('AUDIT_KEY', { file, reason: `the key ${last} is needed, which signed last` });
  const fresh = await replaceSigningKey(file, present);
  const before = { previous: last, reason: words.reason, ...(isPresent ? { endorser: present } : {}) };
  await appendHeads(headsFile, [signKey(fresh, before, now)]);
  return { id: fresh.id, previous: last };
}

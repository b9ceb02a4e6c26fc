import { JingweiError } from '../errors.ts';
import { readEntryHash } from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';
import type { AuditSettings } from '../settings.ts';
import type { Head } from './entry.ts';
import { appendHeads, readHeads } from './heads-file.ts';
import { type HeadLine, signHead, signKey } from './heads-line.ts';
import { readSignedHeads, type SignedHeads } from './signed-heads.ts';
import { createSigningKey, readSigningKey, type SigningKey } from './signing-key.ts';
import { readTips, removeTip, Tip } from './tip.ts';

/**
 * Vouches for a chain outside Neo4j: after every commit its head is signed and noted in this process's tip, and at
 * intervals, and at the end, a signed head is appended to the heads file.
 */
export class Witness {
  readonly #key: SigningKey;
  readonly #heads: string;
  readonly #tip: Tip;
  readonly #clock: () => number;
  readonly #timer: NodeJS.Timeout;
  #noted: HeadLine | undefined;
  #written: HeadLine | undefined;
  #failure: unknown;

  constructor(key: SigningKey, settings: AuditSettings, chain: string, clock: () => number) {
    this.#key = key;
    this.#heads = settings.headsFile;
    this.#tip = new Tip(settings.headsFile, chain);
    this.#clock = clock;
    this.#timer = setInterval(() => {
      this.write().catch((error: unknown) => {
        this.#failure = error;
      });
    }, settings.signSeconds * 1000).unref();
  }

  /** Notes the chain's new end. Throws AUDIT_HEADS, also when the heads file could not be written since the last time. */
  note(head: Head): void {
    const failure = this.#failure;
    if (failure !== undefined) {
      // Tried again at the next interval; until a head is written nobody vouches for what is answered.
      this.#failure = undefined;
      throw failure;
    }
    this.#noted = signHead(this.#key, head, this.#clock());
    this.#tip.write(this.#noted);
  }

  /** Appends the newest head to the heads file, unless it stands there. */
  async write(): Promise<void> {
    const noted = this.#noted;
    if (noted === undefined || noted === this.#written) return;
    await appendHeads(this.#heads, [noted]);
    this.#written = noted;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
    this.#tip.remove();
  }
}

/**
 * Makes ready to vouch for a chain: reads the key or, where nothing was ever signed, makes one; takes over the tips of
 * killed processes; and makes sure that the chain still holds what was signed last.
 * Throws AUDIT_KEY, AUDIT_HEADS, LOG_BROKEN.
 */
export async function openWitness(
  context: { readonly graph: Graph; readonly clock: () => number },
  settings: AuditSettings,
  chain: string,
): Promise<Witness> {
  const key = await prepareKey(settings, context.clock());
  await adoptTips(settings);
  await requireSigned(context.graph, await loadSignedHeads(settings, key.id), chain);
  return new Witness(key, settings, chain, context.clock);
}

/** Heads and tips as they lie beside each other. */
export async function loadSignedHeads(
  settings: AuditSettings,
  trusted: string | undefined,
): Promise<SignedHeads> {
  return readSignedHeads(await readHeads(settings.headsFile), await readTips(settings.headsFile), trusted);
}

async function prepareKey(settings: AuditSettings, now: number): Promise<SigningKey> {
  const { keyFile: file, headsFile } = settings;
  const lines = await readHeads(headsFile);
  const known = await readSigningKey(file);
  if (known === undefined && lines.length > 0)
    throw new JingweiError('AUDIT_KEY', { file, reason: 'it is not there, and heads were signed before' });
  const key = known ?? (await createSigningKey(file));
  const keys = lines.flatMap(({ line }) => (line?.type === 'key' ? [line.key] : []));
  if (keys.length === 0) await appendHeads(headsFile, [signKey(key, { previous: null, reason: '' }, now)]);
  else if (keys.at(-1) !== key.id)
    throw new JingweiError('AUDIT_KEY', {
      file,
      reason: `it is not the key ${keys.at(-1)} that signed last`,
    });
  return key;
}

/** What a killed process noted last goes into the heads file. */
export async function adoptTips(settings: AuditSettings): Promise<void> {
  for (const tip of await readTips(settings.headsFile)) {
    if (tip.isInUse) continue;
    if (tip.line !== 'none' && tip.line !== 'unreadable') await appendHeads(settings.headsFile, [tip.line]);
    await removeTip(tip);
  }
}

/** The chain must hold the last entry that was signed, as it was signed. Throws LOG_BROKEN. */
export async function requireSigned(graph: Graph, signed: SignedHeads, chain: string): Promise<void> {
  const last = findLast(signed.heads.get(chain) ?? []);
  if (last === undefined || last.sequence === 0) return;
  const [found] = await graph.read(readEntryHash, { chain, sequence: BigInt(last.sequence) });
  if (found?.hash === last.hash) return;
  const place = `entry ${last.sequence}, signed at ${last.at},`;
  throw new JingweiError('LOG_BROKEN', {
    chain,
    reason: found === undefined ? `${place} is missing` : `${place} is another one`,
  });
}

/** The farthest of some heads. */
export function findLast(heads: readonly HeadLine[]): HeadLine | undefined {
  return heads.reduce<HeadLine | undefined>(
    (last, head) => (last === undefined || head.sequence >= last.sequence ? head : last),
    undefined,
  );
}

import { hash, randomBytes } from 'node:crypto';
import { type Properties, toDateTime } from '../graph/values.ts';

/** What somebody wants on a chain. Ids and digests only, never a value of a record. */
export interface EntryDraft {
  /** Who did it; chains are read by it. */
  readonly actor: string;
  /** Under what it was done, e.g. a matter; chains are read by it. */
  readonly scope: string | null;
  /** Ids of whom or what it touched; chains are read by them. */
  readonly subjects: readonly string[];
  /** Everything else, as JSON. */
  readonly body: string;
}

/** The end of a chain: the sequence number of its last entry and that entry's hash. Times in milliseconds since 1970. */
export interface Head {
  /** Name of the chain. Each has a head of its own, so that chains never wait for each other. */
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
  readonly at: number;
}

/** An entry in its place. */
export interface LinkedEntry extends EntryDraft, Head {
  readonly previous: string;
  readonly salt: string;
  readonly digest: string;
}

const SEPARATOR = '\u0000';
const SALT_BYTES = 16;

/** What the first entry of a chain follows. */
export function genesisHash(chain: string): string {
  return hash('sha256', `jingwei-chain${SEPARATOR}${chain}`, 'base64url');
}

/** Salted digest of an entry's content: it stays when content and salt are erased, and tells nothing then. */
export function digestContent(salt: string, { body, actor, scope, subjects }: EntryDraft): string {
  const text = `${salt}\u0000${body}\u0000${actor}\u0000${scope ?? ''}\u0000${subjects.join(SEPARATOR)}`;
  return hash('sha256', text, 'base64url');
}

/** Hash of an entry over its place, its time, its content's digest and the hash of the one before (FIPS 180-4). */
export function hashEntry(
  entry: Pick<LinkedEntry, 'sequence' | 'at' | 'previous' | 'digest'> & { readonly chain: string },
): string {
  const { chain, sequence, at, previous, digest } = entry;
  return hash('sha256', `${chain}\u0000${sequence}\u0000${at}\u0000${previous}\u0000${digest}`, 'base64url');
}

/** Puts drafts behind a head, one after the other; time never goes back along a chain. */
export function linkEntries(head: Head, drafts: readonly EntryDraft[], now: number): readonly LinkedEntry[] {
  const at = Math.max(now, head.at);
  let { sequence, hash: previous } = head;
  return drafts.map((draft) => {
    sequence += 1;
    const salt = randomBytes(SALT_BYTES).toString('base64url');
    const placed = { chain: head.chain, sequence, at, previous, digest: digestContent(salt, draft) };
    const entry = { ...draft, ...placed, salt, hash: hashEntry(placed) };
    previous = entry.hash;
    return entry;
  });
}

/** An entry as the graph keeps it. */
export function toProperties(entry: LinkedEntry): Properties {
  const { chain, sequence, at, previous, hash: own, digest, salt, actor, scope, subjects, body } = entry;
  return {
    chain,
    sequence: BigInt(sequence),
    at: toDateTime(new Date(at).toISOString()),
    previous,
    hash: own,
    digest,
    salt,
    actor,
    scope,
    subjects,
    body,
  };
}

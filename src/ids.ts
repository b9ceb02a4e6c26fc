import { hash, randomBytes } from 'node:crypto';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type EntityId = Branded<'EntityId'>;
export type RecordId = Branded<'RecordId'>;
export type MentionId = Branded<'MentionId'>;
export type DeliveryId = Branded<'DeliveryId'>;
export type RunId = Branded<'RunId'>;
export type JudgementId = Branded<'JudgementId'>;
export type KnownProblemId = Branded<'KnownProblemId'>;
export type ConfirmationId = Branded<'ConfirmationId'>;

const SEPARATOR = '\u0000';
const LENGTH = 22;
const RANDOM_BYTES = 16;

/** 132 bits of SHA-256 over the parts, in URL-safe letters: the same parts always give the same id. */
export function digest(...parts: readonly string[]): string {
  return hash('sha256', parts.join(SEPARATOR), 'base64url').slice(0, LENGTH);
}

/** A record's durable id: what its department calls it, within its dataset. */
export function recordId(dataset: string, key: string): RecordId {
  return `r_${digest(dataset, key)}` as RecordId;
}

/** A mention's durable id: its record, its role and what tells it from others in that role. Never a position. */
export function mentionId(record: RecordId, role: string, itemKey: string): MentionId {
  return `m_${digest(record, role, itemKey)}` as MentionId;
}

/** The id of an entity that a mention founds. `ordinal` is above 0 only when that id is in use elsewhere. */
export function entityId(founder: MentionId, ordinal: number): EntityId {
  return `e_${ordinal === 0 ? digest(founder) : digest(founder, String(ordinal))}` as EntityId;
}

/** A delivery's id: its dataset, its content, and its place in the dataset's sequence. */
export function deliveryId(dataset: string, contentHash: string, sequence: number): DeliveryId {
  return `d_${digest(dataset, contentHash, String(sequence))}` as DeliveryId;
}

/** The id of a run of resolution: the lock that it took never gives the same moment twice. */
export function runId(startedAt: string): RunId {
  return `n_${digest(startedAt)}` as RunId;
}

/** The id of a known problem. By chance: one that is made of the value would prove it to whoever guesses it. */
export function newKnownProblemId(): KnownProblemId {
  return `p_${randomBytes(RANDOM_BYTES).toString('base64url')}` as KnownProblemId;
}

/** The id of a confirmation of a value, by chance as that of a known problem. */
export function newConfirmationId(): ConfirmationId {
  return `v_${randomBytes(RANDOM_BYTES).toString('base64url')}` as ConfirmationId;
}

/** What may change who is who: a delivery, a run of resolution, a person's judgement, or what is known of a value. */
export type CauseId = DeliveryId | RunId | JudgementId | KnownProblemId;

/** Which of them a cause is; its prefix tells. */
export function causeOf(
  cause: CauseId,
):
  | { readonly type: 'delivery'; readonly id: DeliveryId }
  | { readonly type: 'run'; readonly id: RunId }
  | { readonly type: 'judgement'; readonly id: JudgementId }
  | { readonly type: 'problem'; readonly id: KnownProblemId } {
  if (cause.startsWith('n_')) return { type: 'run', id: cause as RunId };
  if (cause.startsWith('j_')) return { type: 'judgement', id: cause as JudgementId };
  if (cause.startsWith('p_')) return { type: 'problem', id: cause as KnownProblemId };
  return { type: 'delivery', id: cause as DeliveryId };
}

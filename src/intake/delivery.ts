import type { JingweiError } from '../errors.ts';
import type { DeliveryId } from '../ids.ts';

/** How a delivery came to be. All of them go the same way through intake. */
export const DELIVERY_KINDS = ['FILE', 'PUSH', 'RETRY', 'REMAP', 'UNDO', 'RETENTION'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** Whether a delivery states something, so that it may be taken back; the others only end or restore. */
export function states(kind: DeliveryKind): boolean {
  return kind !== 'UNDO' && kind !== 'RETENTION';
}

/**
 * Where a delivery stands: RECEIVING (its bytes are being kept), APPLYING, HELD (waits for a person), APPLIED, UNDONE
 * (its statements were taken back), DISMISSED (held, and turned down).
 */
export const DELIVERY_STATES = ['RECEIVING', 'APPLYING', 'HELD', 'APPLIED', 'UNDONE', 'DISMISSED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** FULL: what is not stated any more ends. INCREMENT: only what is stated changes. */
export type DeliveryMode = 'FULL' | 'INCREMENT';

export const HELD_REASONS = [
  'ENDS_TOO_MUCH',
  'QUALITY',
  'TOO_MANY_QUARANTINED',
  'OLDER',
  'ENCODING',
  'UNFINISHED',
] as const;
/** Why a delivery waits for a person. */
export interface HeldReason {
  readonly code: (typeof HELD_REASONS)[number];
  /** In plain words, with the figures; never a value of a row. */
  readonly text: string;
}

/** Whether a file could not be read because it is in another encoding than its contract declares. */
export function isWrongEncoding({ code }: JingweiError): boolean {
  return code === 'FILE_ENCODING' || code === 'FILE_UNCONVERTED';
}

/** Why a delivery waits that cannot be read, with what has to be done about it. */
export function whyUnreadable(error: JingweiError): HeldReason {
  const code = isWrongEncoding(error) ? 'ENCODING' : 'UNFINISHED';
  return { code, text: `${error.message}. ${error.remedy}` };
}

/** What became of a delivery, in rows; `ended` counts records. */
export interface DeliveryReport {
  readonly delivery: DeliveryId;
  readonly dataset: string;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly versions: number;
  readonly quarantined: number;
  readonly ended: number;
  readonly held: boolean;
  readonly seconds: number;
  readonly heldReasons: readonly HeldReason[];
  /** What a person should know of it though nothing is wrong. */
  readonly notes: readonly string[];
}

/** What a person watching a delivery is told. */
export interface DeliveryProgress {
  readonly phase: 'reading' | 'checking' | 'applying' | 'ending';
  readonly rows: number;
  /** Rows in all, once known. */
  readonly of: number | undefined;
}

import { z } from 'zod';
import type { DeliveryId } from '../ids.ts';
import {
  DELIVERY_KINDS,
  DELIVERY_STATES,
  type DeliveryKind,
  type DeliveryMode,
  type DeliveryState,
  HELD_REASONS,
  type HeldReason,
} from './delivery.ts';

/** What a record knows of its delivery: enough where nobody asks for more. */
export interface DeliveryRef {
  readonly id: DeliveryId;
  readonly dataset: string;
}

/** A delivery as readers are given it; times in milliseconds since 1970. */
export interface DeliveryModel extends DeliveryRef {
  readonly kind: DeliveryKind;
  readonly mode: DeliveryMode;
  readonly state: DeliveryState;
  readonly statedAt: number;
  readonly receivedAt: number;
  readonly rows: number;
  readonly accepted: number;
  readonly unchanged: number;
  readonly versions: number;
  readonly quarantined: number;
  readonly ended: number;
  readonly seconds: number;
  readonly heldReasons: readonly HeldReason[];
  readonly notes: readonly string[];
}

interface DeliveryRow extends Omit<DeliveryModel, 'kind' | 'mode' | 'state' | 'heldReasons'> {
  readonly kind: string;
  readonly mode: string;
  readonly state: string;
  readonly heldReasons: string;
}

const Words = z.object({
  kind: z.enum(DELIVERY_KINDS),
  mode: z.enum(['FULL', 'INCREMENT']),
  state: z.enum(DELIVERY_STATES),
});
const HeldReasons = z.array(z.object({ code: z.enum(HELD_REASONS), text: z.string() }));

/** A delivery from the columns that every statement about deliveries gives. */
export function toDelivery(row: DeliveryRow): DeliveryModel {
  const heldReasons = row.heldReasons === '[]' ? [] : HeldReasons.parse(JSON.parse(row.heldReasons));
  return { ...row, ...Words.parse(row), heldReasons };
}

import type { Context } from '../context.ts';
import type { DeliveryId } from '../ids.ts';
import type { BatchListener } from './apply-batch.ts';
import type { DeliveryProgress } from './delivery.ts';

/** What stands behind intake once a delivery is in. */
export type DeliveryListener = (context: Context, delivery: DeliveryId, dataset: string) => Promise<void>;

/** What taking data in needs besides the context of any domain function. */
export interface IntakeContext extends Context {
  /** The stages behind intake, told of each batch within its transaction. */
  readonly listener: BatchListener;
  /** The stages behind intake, told of a delivery when all of its batches are in, and again when it was cut short there. */
  readonly onApplied: DeliveryListener;
  readonly onProgress: (progress: DeliveryProgress) => void;
}

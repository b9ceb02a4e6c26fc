import type { Context } from '../context.ts';
import type { BatchListener } from './apply-batch.ts';
import type { DeliveryProgress } from './delivery.ts';

/** What taking data in needs besides the context of any domain function. */
export interface IntakeContext extends Context {
  /** The stages behind intake, told of each batch within its transaction. */
  readonly listener: BatchListener;
  readonly onProgress: (progress: DeliveryProgress) => void;
}

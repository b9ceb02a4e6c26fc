import { hostname } from 'node:os';
import { processIsAlive } from '../graph/embedded/process-alive.ts';
import type { DeliveryId } from '../ids.ts';

/** Deliveries that this process is working on right now. */
const running = new Set<DeliveryId>();

/** Names this process, so that another can tell whether who began a delivery is still at it. */
export const OWNER = `${hostname()}:${process.pid}`;

/** A delivery whose owner's machine is another one counts as abandoned after this silence, in milliseconds. */
const SILENCE = 120_000;

export async function whileRunning<T>(delivery: DeliveryId, work: () => Promise<T>): Promise<T> {
  running.add(delivery);
  try {
    return await work();
  } finally {
    running.delete(delivery);
  }
}

/** Whether somebody is still working on an unfinished delivery. `heartbeat` is in milliseconds since 1970. */
export function isOwned(delivery: DeliveryId, owner: string, heartbeat: number, now: number): boolean {
  const [host, pid] = owner.split(':');
  if (owner === OWNER) return running.has(delivery);
  if (host === hostname()) return processIsAlive(Number(pid));
  return now - heartbeat < SILENCE;
}

import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { readLease, setLease } from '../../generated/statements.ts';
import { processIsAlive } from '../../graph/embedded/process-alive.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';

/** A holder on another machine that says nothing for this long, in milliseconds, has died. */
const LASTS = 60_000;

/**
 * Does work that only one may do at a time, whatever process asks: training and runs. The lease is renewed while the
 * work goes on; one whose process has died is taken over. Throws RESOLUTION_RUNNING while another holds it.
 */
export async function withLease<T>(context: Context, work: string, run: () => Promise<T>): Promise<T> {
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  await take(context, owner, work);
  const renewal = setInterval(() => void renew(context, owner, work).catch(() => undefined), LASTS / 4);
  try {
    return await run();
  } finally {
    clearInterval(renewal);
    await giveBack(context, owner);
  }
}

/** What is being done under the lease, or null. */
export async function findLeasedWork(context: Context): Promise<string | null> {
  const held = await context.graph.write((transaction) => transaction.run(readLease, {}));
  const lease = held[0];
  return lease !== undefined && isHeld(lease.owner, lease.until, context.clock()) ? lease.work : null;
}

async function take(context: Context, owner: string, work: string): Promise<void> {
  await context.graph.write(async (transaction) => {
    const lease = (await transaction.run(readLease, {}))[0];
    if (lease === undefined)
      throw new Error('The graph has no lease for resolution: its migrations have not run');
    if (isHeld(lease.owner, lease.until, context.clock()))
      throw new JingweiError('RESOLUTION_RUNNING', { work: lease.work ?? 'run' });
    await transaction.run(setLease, { owner, until: expiry(context), work });
  });
}

async function renew(context: Context, owner: string, work: string): Promise<void> {
  await context.graph.write(async (transaction) => {
    const lease = (await transaction.run(readLease, {}))[0];
    if (lease?.owner === owner) await transaction.run(setLease, { owner, until: expiry(context), work });
  });
}

async function giveBack(context: Context, owner: string): Promise<void> {
  await context.graph.write(async (transaction) => {
    const lease = (await transaction.run(readLease, {}))[0];
    if (lease?.owner === owner) await transaction.run(setLease, { owner: null, until: null, work: null });
  });
}

function isHeld(
  owner: string | null,
  until: Parameters<typeof fromDateTime>[0] | null,
  now: number,
): boolean {
  if (owner === null || until === null) return false;
  const [host, pid] = owner.split(':');
  if (host === hostname()) return processIsAlive(Number(pid));
  return Date.parse(fromDateTime(until)) > now;
}

function expiry(context: Context): ReturnType<typeof toDateTime> {
  return toDateTime(new Date(context.clock() + LASTS).toISOString());
}

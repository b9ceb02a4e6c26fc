import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { formatGuardianMessage, type GuardianMessage, HOLD, LEAVE } from './guardian-message.ts';

/** The clients of one guardian. A connection that said so is a lease; the kernel closes it when its client dies. */
export interface Leases {
  /** Resolves when the first client holds one. */
  readonly met: Promise<void>;
  add(socket: Socket): void;
  /** Told to every client, those that come later included. */
  announce(message: GuardianMessage): void;
  /** Lets go of everyone, after what was announced has been sent. */
  end(): void;
}

// A client that died may be followed by one that retries; one that said goodbye need not be waited for.
const GRACE_MILLISECONDS = 1000;
const ARRIVAL_MILLISECONDS = 15_000;

/** Calls `onEmpty` once, when the last client is gone, or none ever came. */
export function createLeases(onEmpty: () => void): Leases {
  const holders = new Set<Socket>();
  const leaving = new Set<Socket>();
  let latest: GuardianMessage | undefined;
  let timer = setTimeout(onEmpty, ARRIVAL_MILLISECONDS);

  let meet: () => void = () => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const tell = (socket: Socket): void => {
    if (latest === undefined) return;
    socket.write(formatGuardianMessage(latest));
    if (latest.state === 'ready') latest = { ...latest, firstStart: false };
  };
  const drop = (socket: Socket, graceMilliseconds: number): void => {
    if (!holders.delete(socket) || holders.size > 0) return;
    clearTimeout(timer);
    if (graceMilliseconds === 0) onEmpty();
    else timer = setTimeout(onEmpty, graceMilliseconds);
  };
  const leave = (socket: Socket): void => {
    const isLast = holders.size === 1 && holders.has(socket);
    if (isLast) leaving.add(socket);
    else socket.end();
    drop(socket, 0);
  };

  const hold = (socket: Socket): void => {
    clearTimeout(timer);
    holders.add(socket);
    tell(socket);
    meet();
  };

  return {
    met,
    add: (socket) => {
      // A reset is followed by `close`, which is all that matters here; the reader passes errors of its socket on.
      const lines = createInterface({ input: socket }).on('error', () => socket.destroy());
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        leaving.delete(socket);
        drop(socket, GRACE_MILLISECONDS);
      });
      lines.on('line', (line) => {
        if (line === HOLD) hold(socket);
        else if (line === LEAVE) leave(socket);
      });
    },
    announce: (message) => {
      latest = message;
      for (const socket of holders) tell(socket);
    },
    end: () => {
      clearTimeout(timer);
      for (const socket of [...holders, ...leaving]) socket.end();
    },
  };
}

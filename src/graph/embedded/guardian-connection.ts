import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { type GuardianMessage, HOLD, LEAVE, parseGuardianMessage } from './guardian-message.ts';

/** A client's end of its lease. */
export interface GuardianConnection {
  /** The first message; undefined when the guardian closed without one. */
  readonly first: Promise<GuardianMessage | undefined>;
  /** Why the connection closed, when it closes: a `lost` message or undefined. */
  readonly closed: Promise<GuardianMessage | undefined>;
  /** Lets this process end although the lease is still held, which then ends with it. */
  unref(): void;
  /** Gives the lease back. Resolves when Neo4j has stopped, or at once when others still hold one. */
  leave(): Promise<void>;
}

/** Connects to the guardian of a store; undefined when there is none. */
export async function findGuardian(path: string): Promise<GuardianConnection | undefined> {
  const socket = connect(path);
  const connected = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  if (!connected) return undefined;

  let last: GuardianMessage | undefined;
  let tellFirst: (message: GuardianMessage | undefined) => void = () => undefined;
  const first = new Promise<GuardianMessage | undefined>((resolve) => {
    tellFirst = resolve;
  });
  // A reset is followed by `close`, which is all that matters here; the reader passes errors of its socket on.
  const lines = createInterface({ input: socket }).on('error', () => socket.destroy());
  socket.on('error', () => socket.destroy());
  lines.on('line', (line) => {
    last = parseGuardianMessage(line);
    tellFirst(last);
  });
  const closed = new Promise<GuardianMessage | undefined>((resolve) => {
    socket.once('close', () => {
      tellFirst(undefined);
      resolve(last?.state === 'lost' ? last : undefined);
    });
  });
  socket.write(`${HOLD}\n`);
  return {
    first,
    closed,
    unref: () => socket.unref(),
    leave: async () => {
      socket.ref();
      if (socket.writable) socket.write(`${LEAVE}\n`);
      await closed;
    },
  };
}

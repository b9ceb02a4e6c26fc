import { once } from 'node:events';
import { rename, rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Layout } from './layout.ts';

/** The one socket of a store, held by its one guardian. */
export interface SocketClaim {
  readonly server: Server;
  /** Whether the socket in the store's folder is still this one. */
  holds(): Promise<boolean>;
  /** Takes no more connections; those that are open stay. */
  release(): Promise<void>;
}

const SETTLING_MILLISECONDS = 100;

/**
 * Makes this process the guardian of a store, unless another one is. A socket that nobody listens on is stale: it is
 * replaced by renaming our own over it; of several that do so at once the last one stays, which each sees after a moment.
 */
export async function claimSocket(
  layout: Layout,
  onConnection: (socket: Socket) => void,
): Promise<SocketClaim | undefined> {
  if (await answers(layout.socket)) return undefined;
  const own = join(layout.sockets, `g${process.pid}.sock`);
  await rm(own, { force: true });
  const server = createServer(onConnection);
  server.listen(own);
  await once(server, 'listening');
  const { ino } = await stat(own);
  await rename(own, layout.socket);

  const holds = async (): Promise<boolean> => (await findInode(layout.socket)) === ino;
  const claim = {
    server,
    holds,
    release: async () => {
      if (await holds()) await rm(layout.socket, { force: true });
      server.close();
    },
  };
  await wait(SETTLING_MILLISECONDS);
  if (await holds()) return claim;
  await claim.release();
  return undefined;
}

async function findInode(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ ino }) => ino,
    () => undefined,
  );
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).then((answered) => {
    socket.destroy();
    return answered === true;
  });
}

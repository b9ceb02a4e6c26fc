import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { JingweiError } from '../../errors.ts';

const LOOPBACK = '127.0.0.1';

/**
 * Bolt port for the next start: the wished one, else the one kept in `file`, else a free one, which is then kept.
 * Throws NEO4J_PORT_TAKEN when the wished one is taken.
 */
export async function choosePort(wished: number, file: string): Promise<number> {
  if (wished !== 0) {
    if ((await listenOnce(wished)) === undefined)
      throw new JingweiError('NEO4J_PORT_TAKEN', { port: wished });
    return wished;
  }
  const kept = existsSync(file) ? Number.parseInt(await readFile(file, 'utf8'), 10) : 0;
  const port = (kept > 0 && kept < 65_536 ? await listenOnce(kept) : undefined) ?? (await listenOnce(0));
  if (port === undefined)
    throw new JingweiError('NEO4J_START', { reason: 'no port is free', log: 'the log' });
  if (port !== kept) await writeFile(file, `${port}\n`);
  return port;
}

/** The port, or undefined when it cannot be listened on. */
function listenOnce(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

import type { Server } from 'node:http';
import { JingweiError } from '../../errors.ts';
import type { HttpSettings } from '../../settings.ts';

/** Listens where the settings say and gives the port it got. Throws PORT_TAKEN and SETTING_INVALID. */
export async function listen(server: Server, { host, port }: HttpSettings): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw translateListenError(error, host, port);
  }
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function translateListenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new JingweiError('PORT_TAKEN', { port }, error);
  if (code === 'EACCES') {
    const reason = `${port} may not be used by this account`;
    return new JingweiError('SETTING_INVALID', { name: 'JINGWEI_PORT', reason }, error);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    const reason = `${host} is no address of this machine`;
    return new JingweiError('SETTING_INVALID', { name: 'JINGWEI_HOST', reason }, error);
  }
  return error;
}

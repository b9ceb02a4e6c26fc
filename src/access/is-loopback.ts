import { isIP } from 'node:net';

/** Whether an address to listen on, or a host of a URL, is this machine's own and nobody else's. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost' || bare === '::1') return true;
  return isIP(bare) === 4 && bare.startsWith('127.');
}

import { JingweiError } from '../../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  EIO: 'the disk reports an error',
  ENOSPC: 'the disk for temporary files is full',
};

/** Turns an error of the file system or of zlib into a coded one; anything else is a fault of ours and stays as it is. */
export function asUnreadable(file: string, error: unknown): unknown {
  if (error instanceof JingweiError || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  if (code.startsWith('Z_')) {
    return new JingweiError(
      'FILE_FORMAT',
      { file, format: 'gzip', reason: 'the compressed data is broken' },
      error,
    );
  }
  const system = 'syscall' in error;
  return system ? new JingweiError('FILE_UNREADABLE', { file, reason: REASONS[code] ?? code }, error) : error;
}

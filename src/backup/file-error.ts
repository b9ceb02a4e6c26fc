import { dirname } from 'node:path';
import { JingweiError } from '../errors.ts';

/** What the system said about a file that is being written, as one of our own errors. */
export function translateFileError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOSPC':
      return new JingweiError('DISK_FULL', { path: dirname(file) }, error);
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new JingweiError('FOLDER_UNWRITABLE', { path: dirname(file), reason: error.code }, error);
  }
  return error;
}

import { JingweiError } from '../../errors.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'you may not write to it',
  EPERM: 'you may not write to it',
  EROFS: 'it is on a read-only disk',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'there is a file in its place',
  EISDIR: 'there is a folder where a file should be',
  ENAMETOOLONG: 'the path is too long',
};

/** A failed call to the file system as DISK_FULL or HOME_UNUSABLE; an error of our own passes unchanged. */
export function translateFolderError(error: unknown, path: string): JingweiError {
  if (error instanceof JingweiError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return new JingweiError('DISK_FULL', { path }, error);
  return new JingweiError('HOME_UNUSABLE', { path, reason: REASONS[code] ?? String(error) }, error);
}

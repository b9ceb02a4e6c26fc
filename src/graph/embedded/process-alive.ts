import { z } from 'zod';

const codeSchema = z.object({ code: z.string() });

/** Whether a process with this id runs, whoever owns it. */
export function processIsAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeSchema.safeParse(error).data?.code === 'EPERM';
  }
}

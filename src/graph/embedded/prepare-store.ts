import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JingweiError } from '../../errors.ts';
import type { GuardianPlan } from './guardian-plan.ts';
import type { Layout } from './layout.ts';
import { buildAdminArguments } from './neo4j-command.ts';

const run = promisify(execFile);

/**
 * Makes the store's folders and its password; to be called by the guardian only, while no Java runs. A store whose very
 * first start was cut short is begun again: nobody was ever let in. Returns whether the store is new.
 * Throws HOME_UNUSABLE, DISK_FULL, or NEO4J_START when the password could not be set.
 */
export async function prepareStore(layout: Layout, plan: GuardianPlan): Promise<boolean> {
  if (existsSync(layout.unfinished)) await rm(layout.data, { recursive: true, force: true });
  for (const folder of [layout.configuration, layout.data]) await mkdir(folder, { recursive: true });
  await chmod(layout.root, 0o700);

  const isNew = !existsSync(join(layout.data, 'databases', 'neo4j'));
  const hasAccount = existsSync(join(layout.data, 'databases', 'system'));
  if (isNew && !hasAccount) await writeFile(layout.unfinished, '');
  if (hasAccount && !existsSync(layout.password)) {
    throw new JingweiError('HOME_UNUSABLE', {
      path: layout.root,
      reason: 'it holds a store, but its password file is gone',
    });
  }
  if (!existsSync(layout.password)) await makePassword(layout);
  if (!hasAccount) await setInitialPassword(layout, plan);
  return isNew;
}

async function makePassword(layout: Layout): Promise<void> {
  const temporary = `${layout.password}.tmp`;
  // Hexadecimal, since the administration tool reads it from this file and would take other signs for options.
  await writeFile(temporary, randomBytes(24).toString('hex'), { mode: 0o600 });
  await chmod(temporary, 0o600);
  await rename(temporary, layout.password);
}

async function setInitialPassword(layout: Layout, plan: GuardianPlan): Promise<void> {
  const command = ['dbms', 'set-initial-password', `@${layout.password}`];
  try {
    await run(plan.javaCommand, [...buildAdminArguments(plan.jars, command)], {
      cwd: layout.root,
      env: { NEO4J_HOME: layout.root, NEO4J_CONF: layout.configuration },
    });
  } catch (error) {
    const reason = 'the password could not be set';
    throw new JingweiError('NEO4J_START', { reason, log: layout.guardianLog }, error);
  }
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JingweiError } from '../../errors.ts';

/** A Java that can run the embedded server. */
export interface Java {
  /** Absolute path of its program. */
  readonly command: string;
  /** Full version as Java tells it, such as 17.0.15. */
  readonly version: string;
  /** Names this very build, so that what one build cached is never shown to another. */
  readonly build: string;
}

const run = promisify(execFile);
const SUPPORTED = new Set([17, 21]);

/** Finds Java in `javaHome` or on the path. Throws JAVA_MISSING or JAVA_VERSION. */
export async function findJava(javaHome: string | undefined): Promise<Java> {
  const command = javaHome === undefined ? 'java' : join(javaHome, 'bin', 'java');
  const told = await run(command, ['-XshowSettings:properties', '-version']).catch((cause: unknown) => {
    throw new JingweiError('JAVA_MISSING', {}, cause);
  });
  const text = told.stderr + told.stdout;
  const version = /version "([^"]+)"/.exec(text)?.[1];
  if (version === undefined) throw new JingweiError('JAVA_MISSING');
  if (!SUPPORTED.has(Number.parseInt(version, 10))) throw new JingweiError('JAVA_VERSION', { version });
  const build = /\(build ([^,)]+)/.exec(text)?.[1] ?? version;
  const found = /^\s*java\.home = (.+)$/m.exec(text)?.[1];
  return {
    command: found === undefined ? command : join(found.trim(), 'bin', 'java'),
    version,
    build: build.replace(/[^\w.+-]/g, '_'),
  };
}

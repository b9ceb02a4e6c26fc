import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Where everything of one embedded store lies. All paths are absolute. */
export interface Layout {
  /** Neo4j's own home; the rest is inside. */
  readonly root: string;
  readonly configuration: string;
  readonly data: string;
  readonly logs: string;
  readonly consoleLog: string;
  readonly guardianLog: string;
  readonly password: string;
  readonly port: string;
  /** Process id of the Java that was started last. */
  readonly javaPid: string;
  /** Exists while a store is made for the first time; such a store never served anyone. */
  readonly unfinished: string;
  /** Folder of the sockets, usually `root`. */
  readonly sockets: string;
  /** The guardian's socket. */
  readonly socket: string;
}

// A socket's path fits into 104 bytes on macOS and 108 on Linux; the guardian's own name is longer than the shared one.
const LONGEST_SOCKET_FOLDER = 80;

/** Lays out the embedded store under JINGWEI_HOME. Pure: makes nothing. */
export function buildLayout(home: string): Layout {
  const root = join(home, 'neo4j');
  const logs = join(root, 'logs');
  const sockets = Buffer.byteLength(root) <= LONGEST_SOCKET_FOLDER ? root : buildShortFolder(root);
  return {
    root,
    configuration: join(root, 'conf'),
    data: join(root, 'data'),
    logs,
    consoleLog: join(logs, 'console.log'),
    guardianLog: join(logs, 'guardian.log'),
    password: join(root, 'password'),
    port: join(root, 'port'),
    javaPid: join(root, 'java.pid'),
    unfinished: join(root, 'unfinished'),
    sockets,
    socket: join(sockets, 'guardian.sock'),
  };
}

function buildShortFolder(root: string): string {
  const name = `jingwei-${userInfo().uid}-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`;
  const temporary = Buffer.byteLength(tmpdir()) + name.length < LONGEST_SOCKET_FOLDER ? tmpdir() : '/tmp';
  return join(temporary, name);
}

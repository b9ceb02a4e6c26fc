import type { EngineMention } from '../mention.ts';
import type { Workspace } from '../sql/workspace.ts';

/**
 * Takes out of `candidate` the pairs that one source says are two, since it states nothing twice, into `apart(l, r)`.
 * `once(i, source)` lists its mentions.
 */
export async function setApart(workspace: Workspace, mentions: readonly EngineMention[]): Promise<void> {
  await workspace.run('stated once', 'CREATE OR REPLACE TABLE once (i INTEGER, source VARCHAR)');
  const appender = await workspace.connection.createAppender('once');
  mentions.forEach(({ once, source }, place) => {
    if (once !== true) return;
    appender.appendInteger(place);
    appender.appendVarchar(source);
    appender.endRow();
  });
  appender.closeSync();
  await workspace.run(
    'known apart',
    'CREATE OR REPLACE TABLE apart AS SELECT c.l, c.r FROM candidate AS c JOIN once AS l ON l.i = c.l JOIN once AS r ON r.i = c.r WHERE l.source = r.source',
  );
  await workspace.run(
    'not known apart',
    'CREATE OR REPLACE TABLE candidate AS SELECT l, r FROM candidate EXCEPT SELECT l, r FROM apart',
  );
}

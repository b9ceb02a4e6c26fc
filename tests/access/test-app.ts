import { registerApp } from '../../src/access/apps/register-app.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadSettings } from '../../src/settings.ts';

/** Registers an app, which a token with this subject and the role `app` then speaks for, and gives its key. */
export async function registerTestApp(
  graph: Graph,
  id: string,
  scopes: readonly string[] = ['read:*'],
  costPerMinute = 1_000_000,
): Promise<string> {
  const context = { graph, settings: loadSettings({}), clock: Date.now };
  const key = await registerApp(context, { id, name: id, department: null, scopes, costPerMinute });
  return key.text;
}

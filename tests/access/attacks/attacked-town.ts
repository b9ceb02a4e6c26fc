import type { Role } from '../../../src/access/caller.ts';
import { issueDevelopmentToken } from '../../../src/access/development-issuer.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import type { Classification } from '../../../src/intake/contract/contract.ts';
import { loadSettings } from '../../../src/settings.ts';
import { startTestServer, type TestServer } from '../../api/server/test-server.ts';
import { intakeContext } from '../../setup/intake-context.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { hideTexts, type PlantedTown, plantTown } from '../planted-town.ts';

/** A running server with a town of one conditional dataset in it; users `ann` and `ben` are named by its matter. */
export interface AttackedTown extends PlantedTown {
  readonly graph: Graph;
  readonly server: TestServer;
  readonly dataset: string;
  /** A token of that server. */
  tokenOf(role: Role, user?: string, department?: string | null): Promise<string>;
  /** What values of a class contain. */
  canariesOf(dataClass: Classification): readonly string[];
  /** Takes in what nobody may see, with these texts in every class. */
  hide(texts: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function startAttackedTown(): Promise<AttackedTown> {
  const graph = await openTestGraph();
  const server = await startTestServer(graph);
  const town = await plantTown(intakeContext(graph), ['conditional'], ['ann', 'ben']);
  return {
    ...town,
    ...{ graph, server, dataset: `${town.department}/conditional` },
    tokenOf: (role, user, department) => tokenOf(server.home, role, user, department),
    canariesOf: (dataClass) => town.canaries.get(`conditional ${dataClass}`) ?? [],
    hide: (texts) => hideTexts(intakeContext(graph), texts),
    close: async () => {
      await server.close();
      await graph.close();
    },
  };
}

/** A token for a caller of a server on loopback whose home is given. */
export function tokenOf(
  home: string,
  role: Role,
  user = `attacker-${role}`,
  department: string | null = role === 'department' ? 'another' : null,
): Promise<string> {
  return issueDevelopmentToken(loadSettings({ JINGWEI_HOME: home }), {
    ...{ role, user, department, minutes: 60 },
    ...(role === 'subject' ? { identifiers: ['cn.resident-id:110101199003070000'] } : {}),
  });
}

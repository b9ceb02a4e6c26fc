import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { generateCity } from '../../src/city/generate-city.ts';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { migrate } from '../../src/graph/migrate.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { releaseDelivery } from '../../src/intake/held-delivery.ts';
import type { EntityKind } from '../../src/intake/mapped.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { runResolution } from '../../src/resolve/matching/run-resolution.ts';
import { trainModels } from '../../src/resolve/matching/train-models.ts';
import { wipeGraph } from '../crash/describe-graph.ts';
import { settingsFor } from '../graph/embedded-home.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { createRandom } from '../setup/random.ts';
import {
  differingPairs,
  differingShare,
  type Partition,
  readPartition,
  replayLog,
  resolveStanding,
} from './partitions.ts';

export interface OrderOptions {
  readonly orders: number;
  readonly persons: number;
  readonly seed: number;
  readonly kinds: readonly EntityKind[];
  readonly onOrder?: (order: DeliveredOrder) => void;
}

/** How far what came in in one order is from a clustering from scratch, as shares of its linked pairs. */
export interface DeliveredOrder {
  readonly order: number;
  readonly kind: EntityKind;
  readonly mentions: number;
  /** As it came in. */
  readonly arrived: number;
  /** After a full run. */
  readonly ran: number;
  /** Whether the identity log gives the same references. */
  readonly isLogged: boolean;
  /** A few of the pairs that differ as they came in, one in each two entities, with what they say. */
  readonly examples: readonly string[];
}

interface Piece {
  readonly dataset: string;
  readonly file: string;
}

const ROWS = 120;

/**
 * Takes a city in in random orders of small deliveries, with one model in use from the first of them on, and holds who is who
 * to what `jingwei evaluate` makes of the same mentions with the same model. Works in a home of its own.
 */
export async function deliverInOrders(options: OrderOptions): Promise<readonly DeliveredOrder[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jw-orders-'));
  const server = await openEmbedded(settingsFor(join(folder, 'home')));
  const { boltUri: uri, user, password } = server;
  const graph = await openGraph({ uri, user, password, database: 'neo4j' });
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const context = intakeContext(graph);
  const take = async ({ dataset, file }: Piece): Promise<void> => {
    const definition = await loadDefinition(`examples/city/${dataset}.odcs.yaml`);
    const report = await deliver(context, { definition, file, mode: 'INCREMENT' });
    // Too small for shares of faulty rows to mean anything.
    if (report.held) await releaseDelivery(context, report.delivery);
  };
  try {
    await migrate(graph);
    const pieces = await cutCity(options, folder);
    for (const piece of pieces) await take(piece);
    await trainModels(context, { kinds: options.kinds });
    const { records } = await driver.executeQuery('MATCH (m:Model) RETURN properties(m) AS model');
    const models = records.map((record) => ({ ...record.get('model'), state: 'IN_USE' }));
    const random = createRandom(options.seed);
    const all: DeliveredOrder[] = [];
    for (let order = 1; order <= options.orders; order++) {
      await wipeGraph(server);
      await driver.executeQuery('UNWIND $models AS model CREATE (m:Model) SET m = model', { models });
      for (const piece of shuffle(pieces, random)) await take(piece);
      for (const kind of options.kinds) {
        const arrived = await readPartition(driver, kind);
        const scratch = await resolveStanding(context, kind);
        await runResolution(context, { kinds: [kind], listener: runIdentityStages });
        const ran = await readPartition(driver, kind);
        const logged = await replayLog(driver, kind);
        const examples = await listExamples(driver, arrived, scratch);
        const delivered: DeliveredOrder = {
          ...{ order, kind, mentions: arrived.size },
          arrived: differingShare(arrived, scratch),
          ran: differingShare(ran, scratch),
          isLogged: logged.size === ran.size && [...ran].every(([id, entity]) => logged.get(id) === entity),
          examples,
        };
        options.onOrder?.(delivered);
        all.push(delivered);
      }
    }
    return all;
  } finally {
    await driver.close();
    await graph.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const MOST_EXAMPLES = 8;

async function listExamples(
  driver: Driver,
  arrived: Partition,
  scratch: Partition,
): Promise<readonly string[]> {
  const { surplus, missing } = differingPairs(arrived, scratch);
  const chosen = new Map<string, readonly [name: string, left: string, right: string]>();
  for (const [name, pairs] of Object.entries({ surplus, missing }))
    for (const pair of pairs) {
      const [left = '', right = ''] = pair.split(' ');
      chosen.set(`${arrived.get(left)} ${scratch.get(left)} ${arrived.get(right)} ${scratch.get(right)}`, [
        ...[name, left, right],
      ] as [string, string, string]);
    }
  const some = [...chosen.values()].slice(0, MOST_EXAMPLES);
  const { records } = await driver.executeQuery(
    `MATCH (m:Mention) WHERE m.id IN $ids RETURN m.id AS id, m.dataset AS dataset, m.attributes AS attributes`,
    { ids: some.flatMap(([, left, right]) => [left, right]) },
  );
  const said = new Map(
    records.map((record) => [
      String(record.get('id')),
      `${record.get('dataset')} ${sayShortly(record.get('attributes'))}`,
    ]),
  );
  return some.map(([name, left, right]) => `${name}: ${said.get(left)} | ${said.get(right)}`);
}

function sayShortly(attributes: string): string {
  const all: readonly { readonly name: string; readonly original: string }[] = JSON.parse(attributes);
  return all.map(({ name, original }) => `${name}=${original}`).join(' ');
}

async function cutCity({ persons, seed }: OrderOptions, folder: string): Promise<readonly Piece[]> {
  const directory = join(folder, 'city');
  const city = await generateCity({ persons, seed, directory });
  const pieces: Piece[] = [];
  for (const { dataset, file } of city.datasets) {
    const lines = (await readFile(join(directory, file), 'latin1')).trimEnd().split('\n');
    const head = file.endsWith('.csv') ? lines.slice(0, 1) : [];
    for (let from = head.length; from < lines.length; from += ROWS) {
      const name = `${dataset.replace('/', '-')}-${from}${file.slice(file.lastIndexOf('.'))}`;
      const piece = { dataset, file: join(directory, name) };
      await writeFile(piece.file, `${[...head, ...lines.slice(from, from + ROWS)].join('\n')}\n`, 'latin1');
      pieces.push(piece);
    }
  }
  return pieces;
}

/** Fisher and Yates (1938). */
function shuffle<T>(all: readonly T[], random: () => number): readonly T[] {
  const shuffled = [...all];
  for (let at = shuffled.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const [one, two] = [shuffled[at], shuffled[other]];
    if (one !== undefined && two !== undefined) [shuffled[at], shuffled[other]] = [two, one];
  }
  return shuffled;
}

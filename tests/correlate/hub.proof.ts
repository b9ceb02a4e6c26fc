import { beforeAll, describe, expect, it } from 'vitest';
import { buildWatchedTown, type WatchedTown } from './watched-town.ts';

/** An entity with 100,000 links: a coded error or a bounded answer, from every root that may meet it. */
const LINKS = 100_000;
let town: WatchedTown;
let people: ReadonlyMap<string, string>;
const id = (number: string) => people.get(number) ?? '';

beforeAll(async () => {
  town = await buildWatchedTown();
  const ties = Array.from({ length: LINKS }, (_, at) => ({
    no: `k${at}`,
    a: 'hub',
    b: `p${at}`,
    since: '2020-01-01',
    until: '',
  }));
  await town.sightings([
    { no: 's', who: ['p1'], place: 'x', longitude: 117.4, latitude: 33.1, at: '2020-01-01T10:00' },
  ]);
  await town.ties([...ties, { no: 'own', a: 'p1', b: 'p2', since: '2020-01-01', until: '' }]);
  people = await town.idsOf(['hub', 'p1', 'p2', 'p3']);
}, 1_200_000);

describe('an entity with 100,000 links', () => {
  it('has a neighbourhood that says that it is cut', async () => {
    const { neighbourhood } = await town.ask(
      `{ neighbourhood(entity: "${id('hub')}", first: 50) { neighbours { hops } leftOut { entities isCut } } }`,
    );
    expect(neighbourhood.neighbours.length).toBe(50);
    expect(neighbourhood.leftOut.isCut).toBe(true);
  });

  it('connects nobody, and is told as a hub', async () => {
    const { paths } = await town.ask(
      `{ paths(from: "${id('p1')}", to: "${id('p3')}", maxHops: 6) { paths { cost } hubs cutBy } }`,
    );
    expect([paths.paths, paths.hubs]).toEqual([[], 1]);
    const { paths: own } = await town.ask(
      `{ paths(from: "${id('p1')}", to: "${id('p2')}") { paths { cost } hubs } }`,
    );
    expect(own.paths.map(({ cost }: { cost: number }) => cost)).toEqual([1]);
  });

  it('as an end of paths is cut, and says by what', async () => {
    const { paths } = await town.ask(
      `{ paths(from: "${id('hub')}", to: "${id('p1')}") { paths { cost } cutBy } }`,
    );
    expect(paths.cutBy).toContain('LINKS_OF_END');
  });

  it('has common neighbours that say that they are cut', async () => {
    const { commonNeighbours } = await town.ask(
      `{ commonNeighbours(a: "${id('hub')}", b: "${id('p1')}") { neighbours { entity { id } } leftOut { isCut } } }`,
    );
    expect(commonNeighbours.leftOut.isCut).toBe(true);
  });

  it('has a timeline that is too wide to be told at once, and can be told in parts', async () => {
    expect(await town.refuse(`{ timeline(entity: "${id('hub')}") { totalCount } }`)).toEqual([
      'QUESTION_TOO_WIDE',
    ]);
    const { timeline } = await town.ask(
      `{ timeline(entity: "${id('hub')}", during: { to: "2019-01-01" }) { totalCount } }`,
    );
    expect(timeline.totalCount).toBe(0);
  });

  it('is compared as far as 2,000 records and links', async () => {
    const { changes } = await town.ask(
      `{ changes(entity: "${id('hub')}", sinceRecorded: "2001-01-01") { isCut records { change } } }`,
    );
    expect([changes.isCut, changes.records.length]).toEqual([true, 2_000]);
  });

  it('is counted where datasets cross like any other', async () => {
    const { crossings } = await town.ask(
      'query ($datasets: [ID!]) { crossings(datasets: $datasets) { nodes { latest { unlinkedA { all } unlinkedB { all } } } } }',
      { datasets: [town.datasets[0], town.datasets[2]] },
    );
    const step = town.context.settings.access.smallCount;
    const told = crossings.nodes.flatMap(
      ({ latest }: { latest: { unlinkedA: { all: number }; unlinkedB: { all: number } } }) => [
        ...[latest.unlinkedA.all, latest.unlinkedB.all],
      ],
    );
    expect(Math.max(...told)).toBe(Math.floor((LINKS + 1) / step) * step);
  });
});

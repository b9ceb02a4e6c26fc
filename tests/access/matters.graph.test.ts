import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSmallTown, type SmallTown } from '../api/small-town.ts';

const OPEN =
  'mutation ($input: MatterInput!) { openMatter(input: $input) { id state notApprovedBy { id } } }';
const APPROVE =
  'mutation ($id: ID!) { approveMatter(id: $id) { state approvals { by department { id } } notApprovedBy { id } } }';
const NAMES =
  '{ search(text: "%", kind: Person) { totalCount totalCountText nodes { entity { id name } } } }';

const ANN: Caller = { user: 'ann', role: 'analyst', department: null };
const BEN: Caller = { user: 'ben', role: 'bureau', department: null };
const CAT: Caller = { user: 'cat', role: 'bureau', department: null };

let town: SmallTown;
let names: string;
let input: Record<string, unknown>;

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  await town.deliver(town.residents, [
    ['1', `${tag}甲`, '13812345678', `${tag}R1`, '', '', '', '2010-01-01', ''],
    ['2', `${tag}乙`, '13812345679', `${tag}R2`, '', '', '', '2010-01-01', ''],
  ]);
  names = NAMES.replace('%', tag);
  input = {
    title: 'A fraud',
    legalBasis: 'Criminal Procedure Law, article 54',
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
    datasets: [town.residents.id],
    classes: ['personal'],
    people: ['ann'],
  };
});

describe('a matter', () => {
  it('opens by a second person, shows what it names, and stops everything when it closes', async () => {
    expect(await town.refuse(names, {}, ANN, null)).toEqual(['MATTER_REQUIRED']);
    const { openMatter } = await town.ask(OPEN, { input }, BEN);
    const { id } = openMatter;
    expect(openMatter).toMatchObject({ state: 'PROPOSED', notApprovedBy: [{ id: `${town.tag}-registry` }] });
    expect(await town.refuse(names, {}, ANN, id)).toEqual(['MATTER_UNUSABLE']);
    expect(await town.refuse(APPROVE, { id }, BEN)).toEqual(['SECOND_PERSON']);
    expect(await town.refuse(APPROVE, { id }, ANN)).toEqual(['FORBIDDEN']);
    const { approveMatter } = await town.ask(APPROVE, { id }, CAT);
    expect(approveMatter).toMatchObject({ state: 'OPEN', approvals: [{ by: 'cat', department: null }] });
    const seen = await town.ask(names, {}, ANN, id);
    expect(seen.search).toMatchObject({ totalCount: 2, totalCountText: '2' });
    expect(seen.search.nodes.map((node: { entity: { name: string } }) => node.entity.name).sort()).toEqual(
      [`${town.tag}甲`, `${town.tag}乙`].sort(),
    );
    expect(await town.refuse(names, {}, BEN, id)).toEqual(['MATTER_UNUSABLE']);
    await town.ask('mutation ($id: ID!) { closeMatter(id: $id) { state } }', { id }, CAT);
    expect(await town.refuse(names, {}, ANN, id)).toEqual(['MATTER_UNUSABLE']);
    expect(await town.refuse(APPROVE, { id }, CAT)).toEqual(['MATTER_STATE']);
  });

  it('reaches the records of its subjects and no others', async () => {
    const { search } = await town.ask(names);
    const [subject] = search.nodes;
    const { openMatter } = await town.ask(OPEN, { input: { ...input, subjects: [subject.entity.id] } }, BEN);
    await town.ask(APPROVE, { id: openMatter.id }, CAT);
    const seen = await town.ask(names, {}, ANN, openMatter.id);
    expect(seen.search).toMatchObject({ totalCount: 1, nodes: [subject] });
    const { records } = await town.ask(
      'query ($d: [ID!]) { records(where: { datasets: $d }) { totalCount nodes { rows mentions { name } } } }',
      { d: [town.residents.id] },
      ANN,
      openMatter.id,
    );
    expect(records.totalCount).toBe(1);
  });

  it.each([
    [{ datasets: [] }, 'BAD_INPUT'],
    [{ datasets: ['no/where'] }, 'DATASET_UNKNOWN'],
    [{ classes: [] }, 'BAD_INPUT'],
    [{ title: ' ' }, 'BAD_INPUT'],
    [{ endsAt: '2020-01-01' }, 'BAD_INPUT'],
    [{ place: { longitude: 1, latitude: 100, radiusMeters: 5 } }, 'BAD_INPUT'],
  ])('is refused with %j', async (more, code) => {
    expect(await town.refuse(OPEN, { input: { ...input, ...more } }, BEN)).toEqual([code]);
  });

  it('is one for all root fields of a request', async () => {
    const query = `{ datasets(matter: "${town.matter}") { id } departments(matter: "x_another") { id } }`;
    expect(await town.refuse(query)).toContain('BAD_INPUT');
  });

  it('is explained: what is seen of a dataset, why, and what more would need', async () => {
    const { accessExplanation } = await town.ask(
      'query ($d: [ID!]) { accessExplanation(datasets: $d) { class seen code needed policies { id reason } } }',
      { d: [town.residents.id] },
      ANN,
      null,
    );
    expect(accessExplanation[0]).toMatchObject({
      class: 'public',
      seen: 'ALL',
      code: null,
      policies: [{ id: 'public' }],
    });
    expect(accessExplanation[2]).toMatchObject({
      class: 'personal',
      seen: 'NOTHING',
      code: 'MATTER_REQUIRED',
    });
    expect(accessExplanation[2].needed).toMatch(/open matter that names you/);
  });
});

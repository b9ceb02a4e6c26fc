import type { Caller } from '../../src/access/caller.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { mentionId, recordId } from '../../src/ids.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../api/small-town.ts';

export const COLLEAGUE: Caller = { user: 'a', role: 'reviewer', department: null };

const JUDGEMENT = `id state verdict act by reason contradicts evidence endingBy endedBy endApprovedBy endReason effect { created merged split moved }
  left { id } right { id }`;

/** A town whose residents are judged: each by the number of its record. */
export interface JudgedTown extends SmallTown {
  /** Takes a whole statement of the register in. */
  register(residents: Register): Promise<void>;
  mentionOf(no: string): string;
  entityOf(no: string): Promise<string>;
  /** Numbers of residents by entity, e.g. `1 2 | 3`. */
  partition(): Promise<string>;
  judge(one: string, other: string, verdict: string, caller?: Caller): Promise<Answer>;
  merge(entities: readonly string[], caller?: Caller): Promise<Answer>;
  split(entity: string, numbers: readonly string[]): Promise<Answer>;
  revoke(id: string, caller?: Caller): Promise<Answer>;
  approve(id: string, caller: Caller): Promise<Answer>;
}

/** Number, name and identifier of each resident. */
export type Register = Readonly<Record<string, readonly [name: string, rid: string]>>;

/** The rows of the register that state some residents of a town. */
export function toRows(tag: string, residents: Register): readonly (readonly string[])[] {
  return Object.entries(residents).map(([no, [name, rid]]) => [
    ...[no, `${tag} ${name}`, '', rid === '' ? '' : `${tag}${rid}`],
    ...['', '', '', '', ''],
  ]);
}

export async function buildJudgedTown(store?: Graph): Promise<JudgedTown> {
  const town = await buildSmallTown(store);
  const mentionOf = (no: string) => mentionId(recordId(town.residents.id, no), 'resident', '');
  const mutate = async (field: string, args: Record<string, unknown>, caller?: Caller): Promise<Answer> => {
    const types: Record<string, string> = {
      a: 'ID!',
      b: 'ID!',
      id: 'ID!',
      entity: 'ID!',
      entities: '[ID!]!',
      mentions: '[ID!]!',
      verdict: 'Verdict!',
      reason: 'String!',
    };
    const names = Object.keys(args);
    const query = `mutation (${names.map((name) => `$${name}: ${types[name]}`).join(', ')}) {
      done: ${field}(${names.map((name) => `${name}: $${name}`).join(', ')}) { ${JUDGEMENT} } }`;
    return (await town.ask(query, args, caller, town.matter)).done;
  };
  const references = async (): Promise<readonly Answer[]> => {
    const { records } = await town.ask(
      `query ($d: [ID!]) { records(where: { datasets: $d }, first: 200) { nodes { key mentions { role entity { id } } } } }`,
      { d: [town.residents.id] },
    );
    return records.nodes.map(({ key, mentions }: Answer) => ({
      key,
      entity: mentions.find(({ role }: Answer) => role === 'resident').entity.id,
    }));
  };
  return {
    ...town,
    register: async (residents) => {
      await town.deliver(town.residents, toRows(town.tag, residents));
    },
    mentionOf,
    entityOf: async (no) => (await references()).find(({ key }) => key === no).entity,
    partition: async () => {
      const groups = new Map<string, string[]>();
      for (const { key, entity } of await references())
        groups.set(entity, [...(groups.get(entity) ?? []), key]);
      return [...groups.values()]
        .map((keys) => keys.sort().join(' '))
        .sort()
        .join(' | ');
    },
    judge: (one, other, verdict, caller) =>
      mutate(
        'judge',
        { a: mentionOf(one), b: mentionOf(other), verdict, reason: `${one} ${verdict} ${other}` },
        caller,
      ),
    merge: (entities, caller) => mutate('mergeEntities', { entities, reason: 'They are one' }, caller),
    split: (entity, numbers) =>
      mutate('splitEntity', { entity, mentions: numbers.map(mentionOf), reason: 'They are not' }),
    revoke: (id, caller) => mutate('revokeJudgement', { id, reason: 'A mistake' }, caller),
    approve: (id, caller) => mutate('approveJudgement', { id }, caller),
  };
}

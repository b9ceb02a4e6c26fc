import type { EntityId, MentionId } from '../../ids.ts';
import type { LogReplay } from './replay-log.ts';

/** What is not as the identity log and the judgements make it. */
export interface RebuildFinding {
  /** `lost-mention`, `lost-entity`: what stands by the log is not in the graph at all. */
  readonly what: 'reference' | 'evidence' | 'redirect' | 'lost-mention' | 'lost-entity' | 'disobeyed';
  /** Of a mention, an entity or a judgement. */
  readonly id: string;
  readonly message: string;
}

interface FoundMention {
  readonly entities: readonly EntityId[];
}

interface FoundEntity {
  readonly evidence: number;
  readonly stands: boolean;
  readonly redirectTo: EntityId | null;
}

/** Holds a mention, as far as it was found in the graph, to the log. */
export function compareMention(
  id: MentionId,
  found: FoundMention | undefined,
  { refers }: LogReplay,
): readonly RebuildFinding[] {
  const expected = refers.get(id);
  if (found === undefined)
    return expected === undefined
      ? []
      : [{ what: 'lost-mention', id, message: `is not in the graph, by the log it refers to ${expected}` }];
  const { entities } = found;
  const isRight =
    expected === undefined ? entities.length === 0 : entities.length === 1 && entities[0] === expected;
  if (isRight) return [];
  const actual = entities.length === 0 ? 'nothing' : entities.join(', ');
  return [{ what: 'reference', id, message: `refers to ${actual}, by the log to ${expected ?? 'nothing'}` }];
}

/** Holds an entity, as far as it was found in the graph, to the log. */
export function compareEntity(
  id: EntityId,
  found: FoundEntity | undefined,
  replay: LogReplay,
): readonly RebuildFinding[] {
  const count = replay.evidence.get(id) ?? 0;
  if (found === undefined)
    return count === 0
      ? []
      : [{ what: 'lost-entity', id, message: `is not in the graph, by the log it is made of ${count}` }];
  const { evidence, stands, redirectTo } = found;
  const findings: RebuildFinding[] = [];
  if (count !== (stands ? evidence : 0) || (stands && count === 0))
    findings.push({
      what: 'evidence',
      id,
      message: `is made of ${stands ? evidence : 0}, by the log of ${count}`,
    });
  const target = replay.redirects.get(id) ?? null;
  if (redirectTo !== target)
    findings.push({
      what: 'redirect',
      id,
      message: `leads to ${redirectTo ?? 'nothing'}, by the log to ${target ?? 'nothing'}`,
    });
  return findings;
}

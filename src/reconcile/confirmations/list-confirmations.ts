import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { listConfirmationsOfEntity } from '../../generated/statements.ts';
import type { ConfirmationId } from '../../ids.ts';

/** That an owner or a reviewer confirmed a value; times in milliseconds since 1970. */
export interface ConfirmationModel {
  readonly id: ConfirmationId;
  readonly attribute: string;
  readonly kind: 'OWNER' | 'REVIEWER';
  readonly state: 'LIVE' | 'WITHDRAWN';
  readonly department: string | null;
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  readonly endedBy: string | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
}

const MOST = 100n;
const Words = z.object({ kind: z.enum(['OWNER', 'REVIEWER']), state: z.enum(['LIVE', 'WITHDRAWN']) });

/** What owners and reviewers confirmed about an entity, newest first, at most 100. */
export async function listConfirmations(
  context: ReadContext,
  entity: string,
): Promise<readonly ConfirmationModel[]> {
  const rows = await context.graph.read(
    listConfirmationsOfEntity,
    { entity, limit: MOST, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return rows.map((row) => ({ ...row, ...Words.parse(row) }));
}

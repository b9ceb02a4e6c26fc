import { z } from 'zod';
import { ERRORS } from '../../errors.ts';

const codes = Object.keys(ERRORS);

/**
 * What the guardian tells its clients, one JSON object a line:
 * - `ready`: Neo4j answers on `port`; `firstStart` is true for one client only, when the store was just made.
 * - `failed`: Neo4j could not be started.
 * - `lost`: Neo4j ended without being asked to.
 * A client says {@link HOLD}, which makes its connection a lease, and later {@link LEAVE}.
 */
const messageSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ready'), port: z.number().int(), firstStart: z.boolean() }),
  z.object({
    state: z.literal('failed'),
    code: z.custom<keyof typeof ERRORS>((code) => typeof code === 'string' && codes.includes(code)),
    details: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
  z.object({ state: z.literal('lost'), reason: z.string() }),
]);

export type GuardianMessage = z.infer<typeof messageSchema>;

export const HOLD = 'hold';
export const LEAVE = 'leave';

export function parseGuardianMessage(line: string): GuardianMessage {
  return messageSchema.parse(JSON.parse(line));
}

export function formatGuardianMessage(message: GuardianMessage): string {
  return `${JSON.stringify(message)}\n`;
}

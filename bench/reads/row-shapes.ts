import { z } from 'zod';
import type { NameRow } from '../../src/resolve/choose-name.ts';

/** What the statements give for the name of an entity. */
export const Names: z.ZodType<readonly NameRow[]> = z.array(
  z.tuple([z.string(), z.string(), z.string(), z.string(), z.number(), z.number()]),
);

/** Instants are compared as milliseconds since 1970. */
export const Instant = z.string().transform((text) => Date.parse(text));

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { productPolicies } from '../../access/policy/policy-book.ts';
import { JingweiError } from '../../errors.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import type { ClaimModel } from '../../resolve/claim.ts';

const FILE = 'confirmation.yaml';

const Use = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'is lower-case words joined by hyphens'),
  title: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  attributes: z.partialRecord(z.enum(ENTITY_KINDS), z.array(z.string().min(1))),
});
const Policy = z.strictObject({ uses: z.array(Use) });

/** Something that values are used for, and which of them must be confirmed for it, by kind of entity. */
export interface ConfirmationUse {
  readonly id: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly attributes: { readonly [kind in EntityKind]?: readonly string[] | undefined };
  /** The file that declares it. */
  readonly file: string;
}

const read = new Map<string, Promise<readonly ConfirmationUse[]>>();

/** The uses that the product and some folders of policies declare; read once. Throws POLICY_INVALID. */
export function loadUses(folders: readonly string[]): Promise<readonly ConfirmationUse[]> {
  const key = folders.join('\n');
  const known = read.get(key) ?? readUses(folders);
  read.set(key, known);
  return known;
}

/**
 * A use for entities of some kinds. Throws BAD_INPUT, POLICY_INVALID; that too where it asks for an attribute of theirs which no
 * dataset states: a word that is misspelt would hold nothing back, and nobody would see it.
 */
export async function getUse(
  folders: readonly string[],
  id: string,
  { kinds, attributes }: { readonly kinds: Iterable<EntityKind> } & Pick<DatasetCatalogue, 'attributes'>,
): Promise<ConfirmationUse> {
  const uses = await loadUses(folders);
  const use = uses.find((one) => one.id === id);
  if (use !== undefined) {
    for (const kind of kinds)
      for (const name of use.attributes[kind] ?? [])
        if (!attributes.has(name)) throw unknownAttribute(use, kind, name);
    return use;
  }
  const known = uses.map((one) => one.id).join(', ');
  throw new JingweiError('BAD_INPUT', {
    reason: `no policy declares the use ${id}, only ${known}`,
    argument: 'fitFor',
  });
}

function unknownAttribute({ id, file }: ConfirmationUse, kind: EntityKind, name: string): JingweiError {
  const reason = `the use ${id} asks for ${kind} ${name}, which no dataset states`;
  return new JingweiError('POLICY_INVALID', { file, reason });
}

/** Whether a claim about an entity of a kind may be used for something. */
export function isFit(
  use: ConfirmationUse,
  kind: EntityKind,
  claim: Pick<ClaimModel, 'attribute' | 'knownProblem' | 'confirmation'>,
): boolean {
  if (claim.knownProblem !== null) return false;
  return !asksConfirmed(use, kind, claim.attribute) || claim.confirmation.state === 'CONFIRMED';
}

/** Whether a use asks for confirmed values alone of an attribute of a kind. */
export function asksConfirmed({ attributes }: ConfirmationUse, kind: EntityKind, attribute: string): boolean {
  return attributes[kind]?.includes(attribute) === true;
}

async function readUses(folders: readonly string[]): Promise<readonly ConfirmationUse[]> {
  const uses = new Map<string, ConfirmationUse>();
  for (const folder of [productPolicies(), ...folders]) {
    const path = join(folder, FILE);
    for (const use of parsePolicy(path, await readText(path))) uses.set(use.id, use);
  }
  return [...uses.values()];
}

/** A folder need not have one. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new JingweiError('POLICY_INVALID', { file: path, reason: 'it cannot be read' }, error);
  }
}

/** Throws POLICY_INVALID. */
export function parsePolicy(path: string, text: string | null): readonly ConfirmationUse[] {
  if (text === null) return [];
  let raw: unknown;
  try {
    raw = parse(text);
  } catch (error) {
    throw new JingweiError('POLICY_INVALID', { file: path, reason: 'it is no YAML' }, error);
  }
  const parsed = Policy.safeParse(raw);
  if (parsed.success) return parsed.data.uses.map((use) => ({ ...use, file: path }));
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  throw new JingweiError('POLICY_INVALID', {
    file: path,
    reason: `${where}: ${issue?.message ?? 'not as declared'}`,
  });
}

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type PolicyJson,
  policySetTextToParts,
  policyToJson,
  validate,
} from '@cedar-policy/cedar-wasm/nodejs';
import { JingweiError } from '../../errors.ts';
import { digest } from '../../ids.ts';
import { findPackageRoot } from '../../package-root.ts';

/** All policies of an installation: Cedar texts by their id, checked against the schema of facts. */
export interface PolicyBook {
  /** Digest of every text: what a decision and the access log name. */
  readonly version: string;
  readonly policies: Readonly<Record<string, string>>;
  /** What each says, in plain words. */
  readonly reasons: ReadonlyMap<string, string>;
}

const SCHEMA_FILE = 'jingwei.cedarschema';
const books = new Map<string, Promise<PolicyBook>>();

/** The folder of the policies that the product brings. */
export function productPolicies(): string {
  return fileURLToPath(new URL('policies/', findPackageRoot()));
}

/** The policies of some folders beside those of the product; read once. Throws POLICY_INVALID. */
export function loadPolicies(folders: readonly string[]): Promise<PolicyBook> {
  const key = folders.join('\n');
  const known = books.get(key) ?? readPolicies([productPolicies(), ...folders]);
  books.set(key, known);
  return known;
}

async function readPolicies(folders: readonly string[]): Promise<PolicyBook> {
  const schema = await read(join(productPolicies(), SCHEMA_FILE));
  const policies: Record<string, string> = {};
  const reasons = new Map<string, string>();
  for (const folder of folders) {
    for (const file of await listPolicyFiles(folder)) {
      for (const text of splitPolicies(file, await read(file))) {
        const { id, reason } = readAnnotations(file, text);
        if (id in policies) throw invalid(file, `there are two policies ${id}`);
        policies[id] = text;
        reasons.set(id, reason);
      }
    }
  }
  const checked = validate({ schema, policies: { staticPolicies: policies } });
  if (checked.type === 'failure') throw invalid(folders.join(', '), messageOf(checked.errors));
  const [problem] = checked.validationErrors;
  if (problem !== undefined) throw invalid(problem.policyId, problem.error.message);
  return { version: digest(schema, JSON.stringify(Object.entries(policies).sort())), policies, reasons };
}

/** The files of policies in a folder, by name. Throws POLICY_INVALID. */
export async function listPolicyFiles(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names
      .filter((name) => name.endsWith('.cedar'))
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw invalid(folder, 'it is not a folder that can be read', error);
  }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw invalid(file, 'it cannot be read', error);
  }
}

function splitPolicies(file: string, text: string): readonly string[] {
  const parts = policySetTextToParts(text);
  if (parts.type === 'failure') throw invalid(file, messageOf(parts.errors));
  if (parts.policy_templates.length > 0) throw invalid(file, 'templates are not used here');
  return parts.policies;
}

/** Every policy carries a name and what it says: a decision that nobody can explain is none. */
function readAnnotations(file: string, text: string): { readonly id: string; readonly reason: string } {
  const parsed = policyToJson(text);
  if (parsed.type === 'failure') throw invalid(file, messageOf(parsed.errors));
  const { annotations = {} }: PolicyJson = parsed.json;
  const { id, reason } = annotations;
  if (id === undefined || reason === undefined)
    throw invalid(file, 'a policy lacks its annotation @id or @reason');
  return { id, reason };
}

function messageOf(errors: readonly { readonly message: string }[]): string {
  return errors.map(({ message }) => message).join('; ');
}

function invalid(file: string, reason: string, cause?: unknown): JingweiError {
  return new JingweiError('POLICY_INVALID', { file, reason }, cause);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import { CLASSIFICATIONS, type Classification } from '../../intake/contract/contract.ts';
import { ROLES } from '../caller.ts';
import { evaluate, type MatterFacts, type PolicyFacts, type Verdict } from './evaluate.ts';
import { listPolicyFiles, type PolicyBook, productPolicies } from './policy-book.ts';

/** One combination of facts with what is expected of it, and what the policies say. */
export interface PolicyTest {
  readonly file: string;
  /** The facts in words, e.g. `analyst, personal, conditional, matter complete`. */
  readonly name: string;
  readonly expected: Verdict['effect'];
  readonly verdict: Verdict;
}

const MATTERS = [
  'none',
  'complete',
  'approved',
  'not-open',
  'other-dataset',
  'other-class',
  'other-person',
] as const;
type MatterWord = (typeof MATTERS)[number];

const oneOrMore = <T extends z.ZodType>(shape: T) =>
  z.union([shape.transform((value) => [value]), z.array(shape)]);
const Lines = z.array(
  z.strictObject({
    see: z.enum(['allow', 'in-scope', 'deny']),
    role: oneOrMore(z.enum([...ROLES, 'own-department'])),
    class: oneOrMore(z.enum(CLASSIFICATIONS)),
    sharing: oneOrMore(z.enum(['open', 'conditional', 'closed'])),
    matter: oneOrMore(z.enum(MATTERS)),
    scopes: z.enum(['name-it', 'name-others']).default('name-it'),
    department: z.string().default('owner'),
    dataset: z.string().optional(),
    legalBasis: z.string().default('any'),
  }),
);
type Line = z.infer<typeof Lines>[number];

/** Asks the policies everything that the tables `tests.yaml` beside them ask; a folder without policies needs none. Throws POLICY_INVALID. */
export async function runPolicyTests(
  book: PolicyBook,
  folders: readonly string[],
): Promise<readonly PolicyTest[]> {
  const tests: PolicyTest[] = [];
  for (const folder of [productPolicies(), ...folders]) {
    const file = join(folder, 'tests.yaml');
    for (const line of await readLines(folder, file)) tests.push(...runLine(book, file, line));
  }
  return tests;
}

async function readLines(folder: string, file: string): Promise<readonly Line[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && (await listPolicyFiles(folder)).length === 0) return [];
    throw new JingweiError('POLICY_INVALID', { file, reason: 'its table of tests cannot be read' }, error);
  }
  const parsed = Lines.safeParse(parse(text));
  if (parsed.success) return parsed.data;
  throw new JingweiError('POLICY_INVALID', { file, reason: z.prettifyError(parsed.error) });
}

function runLine(book: PolicyBook, file: string, line: Line): readonly PolicyTest[] {
  return line.role.flatMap((role) =>
    line.class.flatMap((dataClass) =>
      line.sharing.flatMap((sharing) =>
        line.matter.map((word) => {
          const dataset = line.dataset ?? `${line.department}/dataset`;
          const facts: PolicyFacts = {
            principal:
              role === 'own-department'
                ? { id: 'user', role: 'department', department: line.department, inScopes: true }
                : {
                    ...{ id: 'user', role, department: role === 'department' ? 'another' : '' },
                    inScopes: line.scopes === 'name-it',
                  },
            resource: { dataset, department: line.department, sharing, class: dataClass },
            matter: describeMatter(word, dataset, line.department, dataClass, line.legalBasis),
          };
          return {
            file,
            name: `${role}, ${dataClass}, ${sharing}, matter ${word}`,
            expected: line.see,
            verdict: evaluate(book, facts),
          };
        }),
      ),
    ),
  );
}

function describeMatter(
  word: MatterWord,
  dataset: string,
  department: string,
  dataClass: Classification,
  legalBasis: string,
): MatterFacts | null {
  if (word === 'none') return null;
  return {
    open: word !== 'not-open',
    legalBasis,
    people: [word === 'other-person' ? 'somebody else' : 'user'],
    datasets: [word === 'other-dataset' ? 'another/dataset' : dataset],
    classes: CLASSIFICATIONS.filter((each) => word !== 'other-class' || each !== dataClass),
    approvals: word === 'approved' ? [department] : [],
  };
}

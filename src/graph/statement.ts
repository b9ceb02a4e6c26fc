/** Which fragment fills each slot of a statement, by name. */
export type Slots = Readonly<Record<string, string>>;

interface Fragment {
  readonly text: string;
}

/** The part of a statement that makes its text. */
export interface StatementText {
  /** `subject/file-name`, as logs, metrics and tests name it. */
  readonly name: string;
  readonly text: string;
  readonly slots: Readonly<Record<string, Readonly<Record<string, Fragment>>>>;
}

/**
 * One Cypher statement as generated from a file under `cypher/`: its text never contains input; choices between
 * closed fragments are made by name through slots, everything else is a parameter.
 *
 * `P` is the type of its parameters, `R` of one result row, `S` of its slot choices.
 */
export interface Statement<P, R, S> extends StatementText {
  readonly mode: 'read' | 'write';
  /** Whom it reads for: anybody, the product itself, or a caller, by the decision in its parameter `sight`. */
  readonly reader: 'open' | 'system' | 'guarded';
  readonly columns: readonly string[];
  /** Plan operators that the head of the file allows, with the reason. */
  readonly allow: Readonly<Record<string, string>>;
  /** Carries the types only; never set. */
  readonly types?: { readonly params: P; readonly row: R; readonly slots: S };
}

const composed = new Map<string, string>();

/** The text of a statement with its slots filled from the closed set of fragments. Throws when a choice is unknown. */
export function composeText(statement: StatementText, choices: Slots): string {
  const names = Object.keys(statement.slots);
  if (names.length === 0) return statement.text;
  const cacheKey = `${statement.name}|${names.map((name) => choices[name]).join('|')}`;
  const known = composed.get(cacheKey);
  if (known !== undefined) return known;
  let text = statement.text;
  for (const name of names) {
    const choice = choices[name] ?? '';
    const fragment = statement.slots[name]?.[choice];
    if (fragment === undefined)
      throw new Error(`Statement ${statement.name} has no fragment ${choice} for ${name}`);
    text = text.replaceAll(`{{${name}}}`, fragment.text);
  }
  composed.set(cacheKey, text);
  return text;
}

/** Every combination of a statement's slots, for tests that plan each text in use. */
export function listCompositions(
  statement: StatementText,
): readonly { readonly choices: Slots; readonly text: string }[] {
  let combinations: Slots[] = [{}];
  for (const [name, options] of Object.entries(statement.slots)) {
    combinations = combinations.flatMap((chosen) =>
      Object.keys(options).map((option) => ({ ...chosen, [name]: option })),
    );
  }
  return combinations.map((choices) => ({ choices, text: composeText(statement, choices) }));
}

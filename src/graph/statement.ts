/** Which fragment fills each slot of a statement, by name. */
export type Slots = Readonly<Record<string, string>>;

interface Fragment {
  readonly text: string;
  /** The same for a caller from whom nothing is hidden, where guards come to less for one. */
  readonly whole?: string;
}

/** The part of a statement that makes its text. */
export interface StatementText {
  /** `subject/file-name`, as logs, metrics and tests name it. */
  readonly name: string;
  readonly text: string;
  /** The same for a caller from whom nothing is hidden, where guards come to less for one. */
  readonly whole?: string;
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

/** For whom a text is composed: `whole` is a caller from whom nothing is hidden and nobody holds anything back. */
export type ReadBy = 'any' | 'whole';

/** The text of a statement with its slots filled from the closed set of fragments. Throws when a choice is unknown. */
function composeText(statement: StatementText, choices: Slots, by: ReadBy = 'any'): string {
  const names = Object.keys(statement.slots);
  const own = textFor(statement, by);
  if (names.length === 0) return own;
  const cacheKey = `${statement.name}|${by}|${names.map((name) => choices[name]).join('|')}`;
  const known = composed.get(cacheKey);
  if (known !== undefined) return known;
  let text = own;
  for (const name of names) {
    const choice = choices[name] ?? '';
    const fragment = statement.slots[name]?.[choice];
    if (fragment === undefined)
      throw new Error(`Statement ${statement.name} has no fragment ${choice} for ${name}`);
    text = text.replaceAll(`{{${name}}}`, textFor(fragment, by));
  }
  composed.set(cacheKey, text);
  return text;
}

function textFor({ text, whole }: Fragment, by: ReadBy): string {
  return by === 'whole' ? (whole ?? text) : text;
}

/**
 * What is sent for a statement. A decision is one argument in TypeScript and one parameter for each of its lists in Cypher; one that
 * hides nothing takes the text in which guards say no more than that.
 */
export function toQuery(
  statement: StatementText,
  params: object,
  slots: Slots,
): { readonly text: string; readonly given: object } {
  if (!('sight' in params) || typeof params.sight !== 'object' || params.sight === null)
    return { text: composeText(statement, slots), given: params };
  const { sight, ...own } = params;
  if ('seeAll' in sight && sight.seeAll === true && 'seeWhole' in sight)
    return {
      text: composeText(statement, slots, 'whole'),
      given: { ...own, seeAll: true, ...neverEmpty({ seeWhole: sight.seeWhole }) },
    };
  return { text: composeText(statement, slots), given: { ...own, ...neverEmpty(sight) } };
}

/** What no dataset, role, class or record is called. */
const NOTHING = [''] as const;

/**
 * The lists of a decision, of which none is empty: an empty one has another type than one of strings, and Neo4j would plan each text
 * anew for every combination of them, that is for nearly every matter.
 */
function neverEmpty(lists: object): object {
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]: [string, unknown]) => [
      name,
      Array.isArray(list) && list.length === 0 ? NOTHING : list,
    ]),
  );
}

/** Every combination of a statement's slots, for tests that plan each text in use. */
export function listCompositions(
  statement: StatementText,
): readonly { readonly choices: Slots; readonly by: ReadBy; readonly text: string }[] {
  let combinations: Slots[] = [{}];
  for (const [name, options] of Object.entries(statement.slots)) {
    combinations = combinations.flatMap((chosen) =>
      Object.keys(options).map((option) => ({ ...chosen, [name]: option })),
    );
  }
  return combinations.flatMap((choices) => {
    const text = composeText(statement, choices);
    const whole = composeText(statement, choices, 'whole');
    return [
      { choices, by: 'any', text },
      ...(whole === text ? [] : [{ choices, by: 'whole', text: whole } as const]),
    ];
  });
}

import { IDENTIFIER } from '../comparisons/identifier.ts';
import type { ChosenKeys } from '../model.ts';
import type { Workspace } from '../sql/workspace.ts';
import { keysOfSeeds, SPARED } from './candidate-sql.ts';
import { CAP, keyName } from './key-rules.ts';

/** Candidates per mention that a run may compare. */
export const BUDGET = 12;
/** Share of the matches that may be lost for it. */
const MOST_LOST = 0.002;
/** A pair below this many bits counts no more than one that was never compared. */
const LEAST_BITS = 0;
/** Share of the candidates below which a kind of key stays: it costs next to nothing, and of so few pairs no sample tells the worth. */
const FEWEST = 0.001;
/** Keys of one kind are told apart by how many mentions share them. */
const BANDS = [3, 5, 10, 20, CAP] as const;

interface Sampled {
  readonly mentions: number;
  /** Table (i) of the mentions whose candidates are looked at. */
  readonly seeds: string;
  /** For how many candidates each of the sample stands. */
  readonly scale: number;
  /** Candidates of the sample (l, r, bits). */
  readonly scored: string;
}

/** Per kind of key and band what it holds: the candidates of the sample by their places. */
interface Cell {
  readonly name: string;
  readonly band: number;
  readonly pairs: number[];
}

/**
 * Chooses the keys that are worth what they cost: whichever gives the fewest matches for its candidates goes, until a
 * run stays within the budget or more than a few matches in a thousand would be lost. What a match is, the model says, so
 * that nothing but counts and scores of a sample is needed. That two of one number match needs no key to be found.
 */
export async function chooseKeys(
  workspace: Workspace,
  { mentions, seeds, scale, scored }: Sampled,
): Promise<ChosenKeys> {
  const { cells, gains } = await readCells(workspace, seeds, scored);
  const coverage = new Uint8Array(gains.length);
  const cellsOf: Cell[][] = Array.from(gains, () => []);
  for (const cell of cells.values())
    for (const pair of cell.pairs) {
      coverage[pair] = (coverage[pair] ?? 0) + 1;
      cellsOf[pair]?.push(cell);
    }
  const alone = new Map<Cell, { pairs: number; gain: number }>();
  for (const cell of cells.values()) alone.set(cell, { pairs: 0, gain: 0 });
  const gone = new Set<Cell>();
  const countAlone = (pair: number): void => {
    if (coverage[pair] !== 1) return;
    const own = alone.get(cellsOf[pair]?.find((cell) => !gone.has(cell)) ?? NO_CELL);
    if (own === undefined) return;
    own.pairs += 1;
    own.gain += gains[pair] ?? 0;
  };
  gains.forEach((_, pair) => {
    countAlone(pair);
  });

  const all = gains.reduce((sum, gain) => sum + gain, 0);
  const budget = (BUDGET * mentions) / scale;
  const costly = listCostly([...cells.values()], FEWEST * gains.length);
  let [pairs, lost] = [gains.length, 0];
  while (pairs > budget) {
    const cell = findWorst(costly, gone, alone, MOST_LOST * all - lost);
    if (cell === null) break;
    const { pairs: fewer = 0, gain = 0 } = alone.get(cell) ?? {};
    gone.add(cell);
    pairs -= fewer;
    lost += gain;
    for (const pair of cell.pairs) {
      coverage[pair] = (coverage[pair] ?? 1) - 1;
      countAlone(pair);
    }
  }
  return {
    caps: capsWithout(gone),
    perMention: round((pairs * scale) / mentions),
    lost: round(all === 0 ? 0 : lost / all),
  };
}

const NO_CELL: Cell = { name: '', band: 0, pairs: [] };
const round = (value: number): number => Number(value.toFixed(4));

/** Those of kinds that hold more than a few pairs. */
function listCostly(cells: readonly Cell[], few: number): readonly Cell[] {
  const pairs = new Map<string, number>();
  for (const cell of cells) pairs.set(cell.name, (pairs.get(cell.name) ?? 0) + cell.pairs.length);
  return cells.filter(({ name }) => (pairs.get(name) ?? 0) > few);
}

/** The last band of its kind whose loss costs the fewest matches for each candidate saved; null: none can go. */
function findWorst(
  cells: readonly Cell[],
  gone: ReadonlySet<Cell>,
  alone: ReadonlyMap<Cell, { readonly pairs: number; readonly gain: number }>,
  mayLose: number,
): Cell | null {
  let worst: { readonly cell: Cell; readonly share: number; readonly pairs: number } | null = null;
  const last = new Map<string, number>();
  for (const cell of cells)
    if (!gone.has(cell)) last.set(cell.name, Math.max(last.get(cell.name) ?? 0, cell.band));
  for (const cell of cells) {
    const above = (last.get(cell.name) ?? 0) > cell.band;
    const { pairs = 0, gain = 0 } = alone.get(cell) ?? {};
    // A number does not hold together what is named otherwise under it: that is weighed, and found by the number alone.
    if (gone.has(cell) || above || gain > mayLose || cell.name === IDENTIFIER.name) continue;
    // What others hold as well saves nothing by itself, and goes when nothing else can.
    const share = pairs === 0 ? Number.MAX_VALUE : gain / pairs;
    if (worst === null || share < worst.share || (share === worst.share && pairs > worst.pairs))
      worst = { cell, share, pairs };
  }
  return worst?.cell ?? null;
}

function capsWithout(gone: ReadonlySet<Cell>): Record<string, number> {
  const caps: Record<string, number> = {};
  for (const { name, band } of gone)
    caps[name] = Math.min(caps[name] ?? CAP, band === 0 ? 0 : (BANDS[band - 1] ?? 0));
  return Object.fromEntries(Object.entries(caps).sort(([a], [b]) => (a < b ? -1 : 1)));
}

async function readCells(
  workspace: Workspace,
  seeds: string,
  scored: string,
): Promise<{ readonly cells: ReadonlyMap<string, Cell>; readonly gains: Float64Array }> {
  await workspace.run(
    'number candidates',
    `CREATE OR REPLACE TABLE numbered AS SELECT pair.l, pair.r, CASE WHEN l.number = r.number THEN ${LEAST_BITS - 1} ELSE pair.bits END AS bits, (row_number() OVER (ORDER BY pair.l, pair.r) - 1)::INTEGER AS place FROM (${scored}) AS pair LEFT JOIN bearer AS l ON l.i = pair.l LEFT JOIN bearer AS r ON r.i = pair.r WHERE NOT coalesce(${SPARED}, false)`,
  );
  const gains = new Float64Array(await workspace.count('numbered'));
  await workspace.each(
    'gains of candidates',
    'SELECT place, bits FROM numbered ORDER BY place',
    ([places, bits], rows) => {
      for (let row = 0; row < rows; row++) {
        const value = bits?.[row] ?? 0;
        gains[places?.[row] ?? 0] = value < LEAST_BITS ? 0 : 1 / (1 + 2 ** -value);
      }
    },
  );
  const cells = new Map<string, Cell>();
  const band = BANDS.slice(0, -1).map((most, at) => `WHEN s.n <= ${most} THEN ${at}`);
  await workspace.each(
    'keys of candidates',
    `SELECT DISTINCT place, s.one, s.other, CASE ${band.join(' ')} ELSE ${BANDS.length - 1} END AS band FROM ${keysOfSeeds(seeds)} AS s JOIN key AS o ON s.key = o.key AND s.i <> o.i JOIN numbered ON numbered.l = least(s.i, o.i) AND numbered.r = greatest(s.i, o.i) ORDER BY 1, 2, 3, 4`,
    ([places, ones, others, bands], rows) => {
      for (let row = 0; row < rows; row++) {
        const [one = 0, other = 0, band = 0] = [ones?.[row], others?.[row], bands?.[row]];
        const families = one === other ? [one] : [one, other];
        const name = keyName(...families.map((family) => workspace.families[family] ?? ''));
        const key = `${name} ${band}`;
        const cell = cells.get(key) ?? { name, band, pairs: [] };
        cells.set(key, cell);
        cell.pairs.push(places?.[row] ?? 0);
      }
    },
  );
  return { cells, gains };
}

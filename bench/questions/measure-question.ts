import type { AskedQuestion, Times } from './messages.ts';
import type { ChooseName, Question, Subject, Turns } from './question.ts';
import type { Sides } from './sides.ts';

const TURNS: Turns = { compared: 20, warmUp: 150, measured: 300 };
const TURN_MILLISECONDS = 4_000;
/** Java compiles well what has run some thousand times: a server that has been up for a minute is measured, not one that just began. */
const WARM_MILLISECONDS = 15_000;

type Ask = (subject: Subject) => Promise<unknown>;

/**
 * Compares what both sides answer to a question and warms both up; gives what measures it then. Questions are measured when all are
 * warm, or the first of them would be slow for being first. Throws when the answers differ.
 */
export async function prepareQuestion(
  question: Question,
  sides: Sides,
  callers: number | null,
  chooseName: ChooseName,
): Promise<() => Promise<AskedQuestion>> {
  const turns = question.turns ?? TURNS;
  const subjects = new Subjects(question.subjects);
  const agreed = await compareAnswers(question, sides, subjects, chooseName);
  const { product, bare } = sides;
  const warm = performance.now() + WARM_MILLISECONDS;
  do await takeTurns(subjects, product, bare, turns.warmUp);
  while (performance.now() < warm);
  return async () => ({
    name: question.name,
    ...agreed,
    ...(await takeTurns(subjects, product, bare, turns.measured)),
    rates: callers === null ? null : await measureRates(subjects, product, bare, callers),
  });
}

async function compareAnswers(
  question: Question,
  { product, bare }: Sides,
  subjects: Subjects,
  chooseName: ChooseName,
): Promise<Pick<AskedQuestion, 'compared' | 'cut' | 'exhausted'>> {
  const { compared } = question.turns ?? TURNS;
  const shares: number[] = [];
  let exhausted = 0;
  for (let index = 0; index < compared; index++) {
    const subject = subjects.next();
    const [data, rows] = [await product(subject), await bare(subject)];
    if (rows === null) {
      exhausted += 1;
      continue;
    }
    const share = question.shareOfCut?.(data, rows) ?? null;
    if (share !== null) {
      shares.push(share);
      continue;
    }
    const answer = JSON.stringify(question.describeAnswer(data));
    const expected = JSON.stringify(question.describeRows(rows, chooseName));
    if (answer !== expected) {
      throw new Error(
        `${question.name}: the answers differ about ${JSON.stringify(subject.variables)}\nproduct ${answer}\nbare    ${expected}`,
      );
    }
  }
  return {
    compared: compared - shares.length - exhausted,
    exhausted,
    cut: { answers: shares.length, leastShare: Math.min(1, ...shares) },
  };
}

/** One caller; both sides are asked about the same subject one after the other, each first every other time. */
async function takeTurns(subjects: Subjects, product: Ask, bare: Ask, times: number) {
  const spent = { product: [] as number[], bare: [] as number[] };
  for (let index = 0; index < times; index++) {
    const subject = subjects.next();
    for (const side of index % 2 === 0 ? (['product', 'bare'] as const) : (['bare', 'product'] as const)) {
      const started = performance.now();
      await (side === 'product' ? product : bare)(subject);
      spent[side].push(performance.now() - started);
    }
  }
  return { product: describeTimes(spent.product), bare: describeTimes(spent.bare) };
}

/** There and back again, so that whatever drifts weighs on both alike. */
async function measureRates(subjects: Subjects, product: Ask, bare: Ask, callers: number) {
  const rates = { product: 0, bare: 0 };
  for (const side of ['product', 'bare', 'bare', 'product'] as const) {
    rates[side] += (await countAnswers(subjects, side === 'product' ? product : bare, callers)) / 2;
  }
  return rates;
}

/** Answers per second while so many callers ask at once. */
async function countAnswers(subjects: Subjects, ask: Ask, callers: number): Promise<number> {
  const started = performance.now();
  let answers = 0;
  const call = async (): Promise<void> => {
    while (performance.now() - started < TURN_MILLISECONDS) {
      await ask(subjects.next());
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return answers / ((performance.now() - started) / 1000);
}

function describeTimes(times: readonly number[]): Times {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Subjects in turn; they come in no order of their own. */
class Subjects {
  readonly #all: readonly Subject[];
  #next = 0;

  constructor(all: readonly Subject[]) {
    this.#all = all;
  }

  next(): Subject {
    const subject = this.#all[this.#next % this.#all.length];
    this.#next += 1;
    if (subject === undefined) throw new Error('There is nothing to ask about');
    return subject;
  }
}

import type { AskedQuestion } from './messages.ts';
import type { ChooseName, Question, Subject } from './question.ts';
import type { Sides } from './sides.ts';

const COMPARED = 20;
const WARM_UP = 150;
const MEASURED = 300;
const TURN_MILLISECONDS = 4_000;

type Ask = (subject: Subject) => Promise<unknown>;

/** Measures one question on both sides. Throws when they do not give the same answers. */
export async function measureQuestion(
  question: Question,
  { product, bare }: Sides,
  callers: number,
  chooseName: ChooseName,
): Promise<AskedQuestion> {
  const subjects = new Subjects(question.subjects);
  for (let index = 0; index < COMPARED; index++) {
    const subject = subjects.next();
    const answer = JSON.stringify(question.describeAnswer(await product(subject)));
    const expected = JSON.stringify(question.describeRows(await bare(subject), chooseName));
    if (answer !== expected) {
      throw new Error(`${question.name}: the answers differ\nproduct ${answer}\nbare    ${expected}`);
    }
  }
  await takeTurns(subjects, product, bare, WARM_UP);
  const alone = await takeTurns(subjects, product, bare, MEASURED);
  // There and back again, so that whatever drifts weighs on both alike.
  const rates = { product: 0, bare: 0 };
  for (const side of ['product', 'bare', 'bare', 'product'] as const) {
    rates[side] += await countAnswers(subjects, side === 'product' ? product : bare, callers);
  }
  return {
    name: question.name,
    compared: COMPARED,
    product: { ...alone.product, perSecond: rates.product / 2 },
    bare: { ...alone.bare, perSecond: rates.bare / 2 },
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

function describeTimes(times: readonly number[]): { readonly p50: number; readonly p95: number } {
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

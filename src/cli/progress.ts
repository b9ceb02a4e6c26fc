import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';
import { countOf, formatCount, formatSeconds } from './words.ts';

/** How far a piece of work has come, in units such as rows. */
export interface Step {
  readonly phase: string;
  readonly done: number;
  /** undefined while nobody knows how many there will be. */
  readonly of: number | undefined;
  readonly unit: string;
}

export interface Progress {
  show(step: Step): void;
  /** Removes the bar, so that what comes next stands on a line of its own. */
  stop(): void;
}

const LINE_EVERY_MILLISECONDS = 5_000;
const BAR_WIDTH = 30;

/** A bar that moves where a person watches, else a line every few seconds. */
export function createProgress(terminal: Terminal, label: string): Progress {
  return terminal.isWatched ? createBar(terminal, label) : createLines(terminal, label);
}

function createBar(terminal: Terminal, label: string): Progress {
  let bar: SingleBar | undefined;
  let current: Step = { phase: '', done: 0, of: undefined, unit: 'row' };
  let phaseBegan = Date.now();
  const draw = (): string => {
    const { phase, done, of, unit } = current;
    const seconds = (Date.now() - phaseBegan) / 1000;
    const rate = seconds < 1 ? '' : `, ${formatCount(Math.round(done / seconds))}/s`;
    const filled =
      of === undefined || of === 0 ? 0 : Math.min(BAR_WIDTH, Math.floor((done / of) * BAR_WIDTH));
    const drawn = of === undefined ? '' : `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} `;
    return `${label}: ${phase} ${drawn}${describe(done, of, unit)}${rate}${timeLeft(done, of, seconds)}`;
  };
  return {
    show: (step) => {
      if (step.phase !== current.phase) phaseBegan = Date.now();
      current = step;
      if (bar === undefined) {
        bar = new SingleBar({ format: draw, stream: terminal.told, clearOnComplete: true, linewrap: true });
        bar.start(1, 0);
      } else bar.update(0);
    },
    stop: () => {
      bar?.stop();
      bar = undefined;
    },
  };
}

function createLines(terminal: Terminal, label: string): Progress {
  let lastLine = Date.now();
  let current = '';
  let phaseBegan = Date.now();
  return {
    show: ({ phase, done, of, unit }) => {
      if (phase !== current) [current, phaseBegan] = [phase, Date.now()];
      if (Date.now() - lastLine < LINE_EVERY_MILLISECONDS) return;
      lastLine = Date.now();
      const left = timeLeft(done, of, (Date.now() - phaseBegan) / 1000);
      terminal.tell(`${label}: ${phase}, ${describe(done, of, unit)}${left}`);
    },
    stop: () => undefined,
  };
}

/** How long the rest of a phase takes if it goes on as it began. */
function timeLeft(done: number, of: number | undefined, seconds: number): string {
  if (of === undefined || done === 0 || done >= of || seconds < 2) return '';
  return `, about ${formatSeconds((seconds / done) * (of - done))} left`;
}

function describe(done: number, of: number | undefined, unit: string): string {
  return of === undefined ? countOf(done, unit) : `${formatCount(done)} of ${countOf(of, unit)}`;
}

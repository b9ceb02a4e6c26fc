import { openCityStore } from '../city-store.ts';
import type { BenchResult } from '../figure.ts';
import { startMeasured } from '../measured-process.ts';
import type { BenchOptions } from '../options.ts';
import { MeasureAnswer, VerifyAnswer } from './messages.ts';

const CALLERS = 16;
/** A lone caller pays for one durable append and a fifth more for all the rest. */
const MOST_MORE = 1.2;
const LEAST_SHARE = 0.8;
const MOST_SECONDS = 30;

/** Loads a city; reads profiles with and without what access adds; verifies a log of a million entries. */
export async function runAccess(options: BenchOptions): Promise<BenchResult> {
  const store = await openCityStore(options);
  try {
    const address = { home: store.home, ...store.address };
    const reader = startMeasured('access/measure.ts');
    const measured = await reader.ask({ do: 'measure', store: address, callers: CALLERS }, MeasureAnswer);
    await reader.end();
    const verifier = startMeasured('access/measure.ts');
    const verified = await verifier.ask(
      { do: 'verify', store: address, entries: options.entries },
      VerifyAnswer,
    );
    await verifier.end();
    return summarise(measured, verified);
  } finally {
    await store.close();
  }
}

function summarise(
  { append, ungated, gated, rates, perCommit }: MeasureAnswer,
  verified: VerifyAnswer,
): BenchResult {
  return {
    bench: 'access',
    figures: [
      {
        name: 'access.profile.p50',
        meaning: 'profile of one caller, to the ungated one plus 20 % plus one durable append',
        measured: gated.p50 / (ungated.p50 * MOST_MORE + append.p50),
        unit: 'ratio',
        asked: { most: 1 },
      },
      {
        name: 'access.profile.throughput',
        meaning: `profile: throughput of ${CALLERS} callers, gated to ungated`,
        measured: rates.gated / rates.ungated,
        unit: 'ratio',
        asked: { least: LEAST_SHARE },
      },
      {
        name: 'access.verify.seconds',
        meaning: `verifying ${verified.entries.toLocaleString('en')} log entries`,
        measured: verified.verifySeconds,
        unit: 'seconds',
        asked: { most: MOST_SECONDS },
      },
    ],
    tables: [
      {
        title: 'One caller, milliseconds',
        columns: ['what', 'p50', 'p95'],
        rows: [
          ['durable append alone', append.p50, append.p95],
          ['profile, ungated', ungated.p50, ungated.p95],
          ['profile, gated and logged', gated.p50, gated.p95],
        ],
      },
      {
        title: `${CALLERS} callers, profiles per second`,
        columns: ['ungated', 'gated', 'share', 'entries a commit'],
        rows: [[rates.ungated, rates.gated, rates.gated / rates.ungated, perCommit]],
      },
      {
        title: 'The log',
        columns: ['entries', 'filled in s', 'verified in s', 'peak MB'],
        rows: [[verified.entries, verified.fillSeconds, verified.verifySeconds, verified.megabytes]],
      },
    ],
  };
}

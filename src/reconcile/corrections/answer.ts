import type { EntryDraft } from '../../chain/entry.ts';
import { JingweiError } from '../../errors.ts';
import { changeCorrections, readCorrection } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime, toDateTime } from '../../graph/values.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { loadCatalogue } from '../../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../../intake/dataset-model.ts';
import { toLocationValue } from '../../intake/value-key.ts';
import { isSound } from '../../standardise/schemes.ts';
import { standardise } from '../../standardise/standardise.ts';
import { readReason } from '../judge.ts';
import type { ReconcileContext } from '../reconcile-context.ts';
import { prepareAnswer } from './consequences.ts';
import type { CorrectionAnswer } from './correction.ts';
import { describeCorrection } from './correction-log.ts';

export interface Answering {
  readonly id: string;
  readonly answer: CorrectionAnswer;
  /** What the department looked at. */
  readonly evidence: string;
  /** What is right, where it is CORRECTED; as the department writes it. */
  readonly value: string | null;
}

type Found = NonNullable<(typeof readCorrection)['types']>['row'];

/**
 * Takes a department's answer in, within a transaction, and does what follows from it; the very same again changes nothing, and
 * gives false. Throws NOT_FOUND, CORRECTION_STATE where it is answered otherwise or over, BAD_INPUT where the value cannot be
 * one, LIMIT_EXCEEDED.
 */
export async function answerCorrection(
  context: ReconcileContext,
  transaction: Transaction,
  log: EntryDraft[],
  { id, answer, ...given }: Answering,
): Promise<boolean> {
  const at = fromDateTime(await takeLock(context, transaction));
  const [found] = await transaction.run(readCorrection, { id });
  if (found === undefined) throw new JingweiError('NOT_FOUND', { kind: 'correction', id });
  const evidence = readReason(given.evidence, 'evidence');
  const catalogue = await loadCatalogue(context);
  const { value, standard } = readValue(catalogue, found, answer, given.value);
  if (found.state !== 'OPEN') {
    const isRepeated = found.answer === answer && found.value === value && found.evidence === evidence;
    if (isRepeated) return false;
    throw new JingweiError('CORRECTION_STATE', {
      ...{ what: 'Correction', id, state: found.state.toLowerCase(), action: 'answered' },
    });
  }
  const properties = {
    ...{
      state: answer,
      answer,
      evidence,
      value,
      standard,
      answeredBy: context.by,
      answeredAt: toDateTime(at),
    },
  };
  const carryOut = await prepareAnswer(context, transaction, {
    ...{ id, at, answer, value, standard, correction: found, catalogue },
  });
  const entries: EntryDraft[] = [];
  // What follows may settle the discrepancy, and that ends an answered correction otherwise than an open one.
  await transaction.run(changeCorrections, { rows: [{ id, properties }] });
  await carryOut(entries);
  const { discrepancy, department, mentions } = found;
  log.push(
    describeCorrection(context, 'answered', {
      ...{ id, discrepancy, department, state: answer, mentions },
      words: [evidence, value ?? ''].join('\u0000'),
    }),
    ...entries,
  );
  return true;
}

/** Throws BAD_INPUT. */
function readValue(
  { attributes }: DatasetCatalogue,
  { attribute, kind, scheme }: Found,
  answer: CorrectionAnswer,
  given: string | null,
): { readonly value: string | null; readonly standard: string | null } {
  const value = given?.trim() ?? '';
  if (answer !== 'CORRECTED') {
    if (value === '') return { value: null, standard: null };
    throw bad(`${answer} says nothing of another value`);
  }
  if (value === '') throw bad('CORRECTED has to say what is right');
  if (value.length > LONGEST_VALUE) throw bad(`it is longer than ${LONGEST_VALUE} characters`);
  if (kind === 'location') {
    const [longitude = 999, latitude = 999] =
      /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(value)?.slice(1).map(Number) ?? [];
    if (Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)
      return { value, standard: toLocationValue({ longitude, latitude }).value };
    throw bad('it is no longitude,latitude in WGS-84');
  }
  const reading = attributes
    .get(attribute)
    ?.find((one) => one.kind === kind && (one.options.scheme ?? null) === scheme);
  if (reading === undefined) throw bad('no dataset states that attribute any more');
  const standard = standardise(reading.kind, value, reading.options);
  if (standard === null || !isSound(standard.flags)) throw bad(`it is no usable ${scheme ?? kind}`);
  return { value, standard: standard.value };
}

const LONGEST_VALUE = 1_000;

function bad(reason: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason: `value: ${reason}`, argument: 'value' });
}

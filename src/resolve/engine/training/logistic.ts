/** A few of many columns per row: row `at` has the entries `offsets[at] … offsets[at + 1]`. */
export interface SparseRows {
  readonly offsets: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** What each row came to. */
export interface Outcomes {
  /** Natural logarithm of the odds before regression. */
  readonly start: Float64Array;
  readonly labels: Uint8Array;
  /** How many like it each row stands for. */
  readonly weights: Float32Array;
}

const ROUNDS = 12;
const SETTLED = 1e-3;
/** No coefficient moves further at once. */
const LEAP = 5;
/** Beyond these odds (natural logarithm) a row is certain. */
const CERTAIN = 20;

/**
 * Logistic regression with a given start per row (natural log odds) and a ridge that holds every coefficient near 0,
 * by Newton's method (le Cessie & van Houwelingen 1992). Deterministic: rows are added up in their order.
 */
export function fitLogistic(
  rows: SparseRows,
  { start, labels, weights }: Outcomes,
  width: number,
  ridge: number,
): Float64Array {
  const beta = new Float64Array(width);
  for (let round = 0; round < ROUNDS; round++) {
    const hessian = new Float64Array(width * width);
    const gradient = new Float64Array(width);
    for (let row = 0; row < labels.length; row++) {
      const label = labels[row] ?? 0;
      addRow(rows, row, { start: start[row] ?? 0, label, count: weights[row] ?? 1 }, beta, hessian, gradient);
    }
    for (let i = 0; i < width; i++) {
      for (let j = 0; j < i; j++) {
        const both = (hessian[i * width + j] ?? 0) + (hessian[j * width + i] ?? 0);
        hessian[i * width + j] = both;
        hessian[j * width + i] = both;
      }
      hessian[i * width + i] = (hessian[i * width + i] ?? 0) + ridge;
      gradient[i] = (gradient[i] ?? 0) - ridge * (beta[i] ?? 0);
    }
    const step = solve(hessian, gradient);
    const largest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // Where labels part cleanly, the next step would leap to where nothing pulls it back.
    const scale = Math.min(1, LEAP / largest);
    step.forEach((value, at) => {
      beta[at] = (beta[at] ?? 0) + scale * value;
    });
    if (largest < SETTLED) break;
  }
  return beta;
}

function addRow(
  { offsets, columns, values }: SparseRows,
  row: number,
  { start, label, count }: { readonly start: number; readonly label: number; readonly count: number },
  beta: Float64Array,
  hessian: Float64Array,
  gradient: Float64Array,
): void {
  const [from, to] = [offsets[row] ?? 0, offsets[row + 1] ?? 0];
  const width = beta.length;
  let log = start;
  for (let at = from; at < to; at++) log += (beta[columns[at] ?? 0] ?? 0) * (values[at] ?? 0);
  const p = 1 / (1 + Math.exp(-Math.min(CERTAIN, Math.max(-CERTAIN, log))));
  const error = count * (label - p);
  const weight = count * p * (1 - p);
  for (let at = from; at < to; at++) {
    const [column, value] = [columns[at] ?? 0, values[at] ?? 0];
    gradient[column] = (gradient[column] ?? 0) + error * value;
    if (weight < 1e-6) continue;
    const line = column * width;
    for (let other = from; other <= at; other++) {
      const into = line + (columns[other] ?? 0);
      hessian[into] = (hessian[into] ?? 0) + weight * value * (values[other] ?? 0);
    }
  }
}

/** Gaussian elimination with pivots; the matrix is spoilt. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number): number => matrix[row * size + column] ?? 0;
  const x = Float64Array.from(right);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(at(row, column)) > Math.abs(at(pivot, column))) pivot = row;
    }
    if (pivot !== column) {
      for (let k = column; k < size; k++) {
        const kept = at(column, k);
        matrix[column * size + k] = at(pivot, k);
        matrix[pivot * size + k] = kept;
      }
      [x[column], x[pivot]] = [x[pivot] ?? 0, x[column] ?? 0];
    }
    for (let row = column + 1; row < size; row++) {
      const factor = at(row, column) / at(column, column);
      if (factor === 0) continue;
      for (let k = column; k < size; k++) matrix[row * size + k] = at(row, k) - factor * at(column, k);
      x[row] = (x[row] ?? 0) - factor * (x[column] ?? 0);
    }
  }
  for (let row = size - 1; row >= 0; row--) {
    let value = x[row] ?? 0;
    for (let k = row + 1; k < size; k++) value -= at(row, k) * (x[k] ?? 0);
    x[row] = value / at(row, row);
  }
  return x;
}

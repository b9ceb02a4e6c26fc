/** A term whose logarithm is so much smaller adds nothing that a number could hold. */
const NEGLIGIBLE = 37;

/** The chance of at least `observed` where `expected` are to be expected: the upper tail of a Poisson count. 0 where it is below 1e-308. */
export function poissonTail(observed: number, expected: number): number {
  return Math.exp(logPoissonTail(observed, expected));
}

/** The natural logarithm of the same, which stays a number however small the chance is. */
export function logPoissonTail(observed: number, expected: number): number {
  if (observed <= 0) return 0;
  let logTerm = -expected + observed * Math.log(expected) - logFactorial(observed);
  let logSum = logTerm;
  for (let count = observed; count <= expected || logTerm > logSum - NEGLIGIBLE; count++) {
    logTerm += Math.log(expected) - Math.log(count + 1);
    logSum += Math.log1p(Math.exp(logTerm - logSum));
  }
  return Math.min(0, logSum);
}

/**
 * The natural logarithm of the chance that of `observed` and `others` counts at least `observed` fall to a part that is a `share` of all that was looked at
 * (conditional test of two Poisson counts, Przyborowski and Wilenski 1940): what was counted elsewhere is no exact mean, and this knows how
 * little a few hits say.
 */
export function logShareTail(observed: number, others: number, share: number): number {
  if (observed <= 0 || share >= 1) return 0;
  const logOdds = Math.log(share) - Math.log1p(-share);
  let logTerm = observed * Math.log(share) + others * Math.log1p(-share);
  for (let count = 1; count <= observed; count++) logTerm += Math.log(others + count) - Math.log(count);
  let logSum = logTerm;
  for (let left = others; left > 0; left--) {
    logTerm += logOdds + Math.log(left) - Math.log(observed + others - left + 1);
    logSum += Math.log1p(Math.exp(logTerm - logSum));
    if (logTerm < logSum - NEGLIGIBLE) break;
  }
  return Math.min(0, logSum);
}

function logFactorial(count: number): number {
  let sum = 0;
  for (let factor = 2; factor <= count; factor++) sum += Math.log(factor);
  return sum;
}

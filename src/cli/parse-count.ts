import { InvalidArgumentError } from 'commander';

/** Reads an option that is a whole number within bounds, for commander. */
export function parseCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
    if (!(count >= least && count <= most))
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    return count;
  };
}

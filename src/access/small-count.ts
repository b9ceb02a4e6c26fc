import type { Settings } from '../settings.ts';
import type { ReadContext } from './access.ts';

/**
 * A number of things that the caller may not see one by one, in whole steps of JINGWEI_SMALL_COUNT: nothing below one step, and
 * what two totals differ by is never one person. Pure.
 */
export function tellInSteps({ access }: Pick<Settings, 'access'>, count: number): number {
  return Math.floor(count / access.smallCount) * access.smallCount;
}

/** A number that is counted over all there is, whoever may see it: exact for the bureau, which keeps it in order; else in steps. */
export function tellOfAll({ access, settings }: ReadContext, count: number): number {
  return access.caller.role === 'bureau' ? count : tellInSteps(settings, count);
}

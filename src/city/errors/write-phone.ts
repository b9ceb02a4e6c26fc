import type { Person } from '../world/person.ts';
import { pick } from '../world/weighted.ts';
import type { ErrorDraw } from './error-draw.ts';
import { withDigitTypo } from './han-spelling.ts';

const PLACEHOLDER_PHONES = ['13800000000', '00000000000', '11111111111', '无'] as const;

/** How somebody's mobile number is written on a day; '' for children and where it is missing. */
export function writePhone(person: Person, day: number, errors: ErrorDraw): string {
  const phone = person.phoneOn(day);
  if (phone === '' || errors.hits('phoneMissing')) return '';
  if (errors.hits('phonePlaceholder')) return pick(PLACEHOLDER_PHONES, errors.rng);
  if (phone !== person.firstPhone && errors.hits('phoneStale')) return person.firstPhone;
  if (errors.hits('phoneTypo')) return withDigitTypo(phone, errors.rng);
  if (errors.hits('phoneFormat')) {
    return errors.rng.chance(0.5)
      ? `+86 ${phone}`
      : `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`;
  }
  return phone;
}

import { get } from './weighted.ts';

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of a GB 11643-1999 resident id (ISO 7064 MOD 11-2) for its first 17 digits. */
export function residentCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * get(RESIDENT_WEIGHTS, i);
  return '10X98765432'.charAt(sum % 11);
}

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Check character of a GB 32100-2015 unified social credit code for its first 17 characters. */
export function creditCheck(first17: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += CREDIT_ALPHABET.indexOf(first17.charAt(i)) * get(CREDIT_WEIGHTS, i);
  return CREDIT_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Check character of a GB 11714-1997 organisation code for its first eight characters. */
export function organizationCheck(first8: string): string {
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number.parseInt(first8.charAt(i), 36) * get(ORGANIZATION_WEIGHTS, i);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

const VIN_VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  [...'A1B2C3D4E5F6G7H8J1K2L3M4N5P7R9S2T3U4V5W6X7Y8Z9'.matchAll(/([A-Z])(\d)/g)].map((m) => [
    m[1],
    Number(m[2]),
  ]),
);
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/** Check character (the ninth) of a GB 16735 vehicle identification number; the ninth character given is ignored. */
export function vinCheck(vin: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const character = vin.charAt(i);
    sum += (VIN_VALUES[character] ?? Number(character)) * get(VIN_WEIGHTS, i);
  }
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

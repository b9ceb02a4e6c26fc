import type { CityOptions } from './generate-city.ts';

/** The city that an empty store is shown with: some ten thousand records, which are in within a minute. */
export const DEMO_CITY: Omit<CityOptions, 'directory'> = { persons: 2_000, seed: 1, since: '2021-01-01' };

import { loadSettings, type Settings } from '../src/settings.ts';

/** The settings of a bench: as on this machine, with everything that is kept in the store's own home. */
export function settingsOf(home: string): Settings {
  return loadSettings({ ...process.env, JINGWEI_HOME: home });
}

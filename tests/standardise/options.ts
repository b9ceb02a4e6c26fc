import type { StandardiseOptions } from '../../src/standardise/value.ts';

export const TAIWAN: StandardiseOptions = { timeZone: 'Asia/Taipei', calendar: 'roc', region: 'TW' };
export const CHINA: StandardiseOptions = { timeZone: 'Asia/Shanghai', calendar: 'gregorian', region: 'CN' };

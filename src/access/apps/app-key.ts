import { hash, randomBytes } from 'node:crypto';

/** A key as it is told once: it starts alike, so that a scan for leaked keys can look for it. */
export interface AppKey {
  /** What it may be called in lists and logs. */
  readonly id: string;
  readonly text: string;
  /** What is stored in its place. 256 random bits need no slow hash. */
  readonly hash: string;
}

const FORM = /^jingwei_[\w-]{8}_[\w-]{43}$/;

export function createAppKey(): AppKey {
  const id = randomBytes(6).toString('base64url');
  const text = `jingwei_${id}_${randomBytes(32).toString('base64url')}`;
  return { id, text, hash: hashAppKey(text) };
}

/** Whether a bearer token has the form of an app's key. */
export function isAppKey(token: string): boolean {
  return FORM.test(token);
}

export function hashAppKey(text: string): string {
  return hash('sha256', text, 'hex');
}

import type { MentionId } from '../../ids.ts';

/**
 * What a person judged, as identity obeys it. SAME: all mentions of both sides are one. DIFFERENT: none of the left side
 * is one with any of the right. (UNSURE binds nobody and has no place here.)
 */
export interface Judged {
  readonly id: string;
  readonly verdict: 'SAME' | 'DIFFERENT';
  readonly left: readonly MentionId[];
  readonly right: readonly MentionId[];
}

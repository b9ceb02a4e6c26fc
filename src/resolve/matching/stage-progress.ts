import type { EntityKind } from '../../intake/mapped.ts';

/** How far training or a run has come with one kind. */
export interface StageProgress {
  readonly kind: EntityKind;
  readonly phase: 'reading' | 'training' | 'candidates' | 'scoring' | 'keys' | 'matches' | 'identity';
  readonly done: number;
  /** undefined while nobody knows how many there will be. */
  readonly of: number | undefined;
  readonly unit: 'mention' | 'step' | 'pair';
}

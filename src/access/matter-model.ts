import type { Classification } from '../intake/contract/contract.ts';

export const MATTER_STATES = ['PROPOSED', 'OPEN', 'CLOSED'] as const;
export type MatterState = (typeof MATTER_STATES)[number];

/** 事项. The purpose that a request runs under, with everything that bounds it; times in ISO form, UTC. */
export interface MatterModel {
  readonly id: string;
  readonly title: string;
  readonly legalBasis: string;
  readonly state: MatterState;
  /** Counts every change, so that a decision made under an earlier state is told from the present one. */
  readonly version: number;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly approvals: readonly MatterApproval[];
  /** When it ends by itself. */
  readonly endsAt: string;
  /** Why, as the persons concerned are told; null: they are told the legal basis alone. */
  readonly reasonEn: string | null;
  readonly reasonZh: string | null;
  /** Looks under it are told to them from then on; null: at once. */
  readonly concealedUntil: string | null;
  readonly scope: MatterScope;
}

export interface MatterApproval {
  readonly by: string;
  /** The department that the approver speaks for; null: the bureau. */
  readonly department: string | null;
  readonly at: string;
}

/** What a matter is about. An empty list of subjects and a missing period or place do not narrow it. */
export interface MatterScope {
  readonly datasets: readonly string[];
  readonly classes: readonly Classification[];
  /** Users who may work on it; the empty name stands for whoever sits at the machine. */
  readonly people: readonly string[];
  /** Ids of entities. */
  readonly subjects: readonly string[];
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly place: {
    readonly longitude: number;
    readonly latitude: number;
    readonly radiusMeters: number;
  } | null;
}

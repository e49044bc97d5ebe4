// What a report is made of: a question, the decision among its lanes, and one run of each.
import type { Scenario, VariantSpec } from '../../engine/index.ts';
import type { LaneDecision } from '../decision/decision.ts';
import type { DrawnLane } from './lanes-picture.ts';

export interface ReportInput {
  readonly scenario: Scenario;
  readonly variants: readonly VariantSpec[];
  readonly decision: LaneDecision;
  /** One run of each lane, with the first seed. */
  readonly lanes: readonly ReportLane[];
  /** The scenario as a file says it, with these lanes and this seed. */
  readonly text: string;
  /** The text of the file of changes that the scenario names, where it names one. */
  readonly changesText?: string | undefined;
}

export interface ReportLane extends DrawnLane {
  readonly id: string;
  readonly verdict: string;
  /** All by which it differs from the scenario. */
  readonly differs: readonly string[];
}

export type ReportForm = 'markdown' | 'html';

export interface RealVerdict {
  readonly id: string;
  readonly broker: string;
  readonly version?: string;
  readonly recording?: 'none' | 'same' | 'differs';
  readonly simulation?: 'none' | 'same' | 'differs';
  readonly notPlayed?: string;
  readonly listed?: boolean;
  readonly failed?: string;
  readonly details: readonly string[];
}
interface Script {
  readonly id: string;
  readonly broker: string;
}
export function verdictOf(script: object, version: string, plays: readonly unknown[], rules: object): RealVerdict;
export function notPlayed(script: Script, why: string, listed?: boolean): RealVerdict;
export function failed(script: Script, version: string, problem: string): RealVerdict;
export function linesOf(verdict: RealVerdict): string[];
export function totals(verdicts: readonly RealVerdict[]): Readonly<Record<string, Record<string, unknown>>>;
export function summaryLines(verdicts: readonly RealVerdict[]): string[];
export function exitCode(verdicts: readonly RealVerdict[]): number;

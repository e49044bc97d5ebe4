// For how long the alarm on silence waits for each type of event in a scenario: what people must know before they buy one.
import { compileModel } from '../model.ts';
import { EVENT_TYPES, type EventType } from '../rows.ts';
import type { Scenario } from '../scenario.ts';
import { windowsOf } from '../services/silence.ts';
import { usualRates } from '../services/user/usual-rates.ts';

interface SilenceWindow {
  readonly type: EventType;
  /** Microseconds; Infinity for a type of which none usually comes. */
  readonly window: number;
}

/** The shortest first. Of a scenario whose changes stand in a file nobody can say without it: none. */
export function silenceWindows(scenario: Scenario): readonly SilenceWindow[] {
  if (scenario.workload.file !== undefined) return [];
  const windows = windowsOf(usualRates(compileModel(scenario)), scenario.detection.falseAlarm);
  return windows
    .map((window, type) => ({ type: EVENT_TYPES[type] as EventType, window }))
    .sort((one, other) => one.window - other.window);
}

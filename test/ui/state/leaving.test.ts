import { expect, test } from 'vitest';
import { askBeforeLeaving } from '../../../src/ui/state/leaving.ts';
import { newRunner } from '../../support/runner.tsx';

const RUNNING = { is: 'running', done: 0.5, at: 0, held: false } as const;

test.each(['sweepStage', 'decisionStage', 'studyStage'] as const)(
  'leaving is asked about while %s is running, and only then',
  (stage) => {
    const { store, set } = newRunner();
    let now = 0;
    askBeforeLeaving(store, window, () => now);
    const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    now = 60_000;
    expect(isAsked(), 'nothing runs').toBe(false);
    set({ [stage]: RUNNING });
    expect(isAsked(), 'it has just begun').toBe(false);
    now += 3_000;
    set({ [stage]: { ...RUNNING, done: 0.7 } });
    expect(isAsked(), 'it has run for a while').toBe(true);
    set({ [stage]: { is: 'ready' } });
    expect(isAsked(), 'it is done').toBe(false);
  },
);

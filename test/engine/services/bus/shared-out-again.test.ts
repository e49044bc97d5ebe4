// When a member goes, Kafka shares every partition out anew, those of living members too. What counted as read when it was sent is not
// counted again with any of them. The scenario is the smallest run that fuzzing found.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measured, scenario, traceOf } from '../../../support/scenarios.ts';

test('a partition that moves between living members goes on behind what was sent', () => {
  const found = JSON.parse(readFileSync(new URL('shared-out-again.json', import.meta.url), 'utf8'));
  const { lines, result } = traceOf(scenario(found), {
    seed: 244,
    strategy: 'snapshot-watermark',
    parameters: { chunk: 28, rate: '3/s' },
  });
  expect(lines.some((line) => line.kind === 'lost' && line.fault === 'poison-message')).toBe(true);
  expect(measured(result, 'queue.mean')).toBe(0);
});

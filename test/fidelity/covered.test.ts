// The list of recorded cases by which reports say what was checked on a real broker is current. `npm run fidelity:page` writes it anew.
import { expect, test } from 'vitest';
import { cases } from './corpus.ts';

test('reports have the ids and topics of the cases as they are', async () => {
  const text = `[\n${cases.map(({ id, topic }) => `  { "id": "${id}", "topic": "${topic}" }`).join(',\n')}\n]\n`;
  await expect(text).toMatchFileSnapshot('../../src/analysis/decision/recorded-cases.json');
});

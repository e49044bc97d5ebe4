// The copy of the recorded cases that the page loads is current. `npm run fidelity:page` writes it anew.
import { expect, test } from 'vitest';
import { cases } from './corpus.ts';

test('the page has the cases as they are', async () => {
  const text = `[\n${cases.map((one) => JSON.stringify(one)).join(',\n')}\n]\n`;
  await expect(text).toMatchFileSnapshot('../../src/ui/broker-lab/recorded-cases.json');
});

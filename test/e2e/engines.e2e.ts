// One fingerprint everywhere: the page's own worker, in every browser at hand, computes what the command line computes in
// Node. A browser that this machine lacks is named and left out.
import { ENGINES } from '../support/engines.ts';
import { driftlab, type Result } from './support/engine.ts';
import { expect, type Page, test } from './support/watched.ts';

const SCENARIOS = ['broken-publisher', 'new-service', 'consumer-outage', 'copy-or-call'];

const expression = ({ scenario, seed, variants }: Result): string =>
  `(async () => {
    for (let tries = 0; !window.driftlab && tries < 300; tries++) await new Promise((resolve) => setTimeout(resolve, 50));
    const options = ${JSON.stringify({ seed, variants: variants.map(({ id }) => id) })};
    return JSON.stringify(await window.driftlab.compare(${JSON.stringify(scenario)}, options));
  })()`;

test.describe.configure({ mode: 'serial' });
test.setTimeout(180_000);

test('Chromium computes the whole result that Node computes, to the last digit', async ({ page }: { page: Page }) => {
  await page.goto('/?debug');
  for (const id of SCENARIOS) {
    const expected = driftlab('compare', id);
    expect(JSON.parse(await page.evaluate<string>(expression(expected))), id).toEqual(expected);
  }
});

for (const { name, open, missing } of ENGINES) {
  if (missing !== undefined) {
    console.warn(`NOT COMPARED: ${name} is not on this machine (${missing}).`);
    continue;
  }
  test(`${name} computes the whole result that Node computes, to the last digit`, async ({ baseURL }) => {
    const page = await open(`${baseURL}/?debug`);
    try {
      for (const id of SCENARIOS) {
        const expected = driftlab('compare', id);
        expect(JSON.parse(await page.evaluate(expression(expected))), `${name} ${page.version}: ${id}`).toEqual(
          expected,
        );
      }
    } finally {
      await page.close();
    }
  });
}

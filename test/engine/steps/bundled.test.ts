// Every bundled strategy is made of primitive steps. That their runs are the same is shown by the long test beside this one.
import { expect, test } from 'vitest';
import { asSteps } from '../../../src/engine/steps/bundled.ts';
import { strategyOf } from '../../../src/engine/steps/made.ts';
import { orderComplaints } from '../../../src/engine/steps/order.ts';
import { strategies } from '../../../src/engine/strategies/catalog.ts';

test('every strategy of the catalogue is expressed, couples as much, and stands in a right order', () => {
  for (const { id, parameters, coupling, seeds } of strategies) {
    const values = Object.fromEntries(Object.entries(parameters).map(([name, { default: value }]) => [name, value]));
    const own = asSteps(id, values as never);
    expect(own, id).toBeDefined();
    if (own === undefined) continue;
    expect(orderComplaints(own), id).toEqual([]);
    const made = strategyOf(own);
    expect([made?.coupling, made?.seeds], id).toEqual([coupling, seeds]);
  }
});

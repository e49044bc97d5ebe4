// A runbook of one's own on the page: from its file to a lane, from a bundled strategy to its steps, and what is wrong with it said where it
// is. And the window of a new service that is deaf.
import { clean } from './support/clean.ts';
import { editScenario, HOUR, moveTo, opened, runText, wholeDay } from './support/page.ts';
import { expect, type Page, test } from './support/watched.ts';

const OWN = `schema: 1
title: Our own way
length: 20h
population: { users: 400, suspendedShare: 0.1 }
workload: { suspend: 0.05/h, reactivate: 0.5/h }
billing: { policy: version }
faults:
  - { fault: publisher-silent, at: 10h, for: 1h }
repair: { at: 12h }
variants:
  - resync
  - id: ours
    title: Ours, two look at it
    strategy:
      steps:
        - { step: find, title: Find who is affected }
        - build
        - { step: review, team: user, title: Let the User team review it }
        - run
        - subscribe
        - scan
        - sweep
`;

const lane = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Comparison' }).getByRole('group', { name, exact: true });

async function compared(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByRole('table', { name: 'Outcomes' })).toBeVisible({ timeout: 30_000 });
}

test('from its file to a lane: its steps are the statechart, its people are counted, and it mends', async ({
  page,
}) => {
  await opened(page);
  await runText(page, OWN);
  await compared(page);
  await moveTo(page, 20 * HOUR);
  await wholeDay(page);
  const ours = lane(page, 'Ours, two look at it');
  await expect(ours).toHaveAccessibleDescription(/: 0 divergent users,/);
  await ours.getByRole('button', { name: /^Runbook: / }).press('Enter');
  await expect(ours.getByRole('list', { name: 'Runbook' }).getByRole('listitem')).toContainText([
    'Find who is affected',
    'Write the repair',
    'Let the User team review it',
    'Start the repair',
    'See that the queue is bound',
    'Scan pages',
    'Sweep the deleted',
  ]);
  await clean(page, 'a lane with a runbook of one’s own');
});

test('a bundled strategy is taken apart, and what is wrong with its steps is said at them', async ({ page }) => {
  await opened(page);
  await editScenario(page);
  const text = page.getByRole('textbox', { name: 'Scenario as YAML' });
  await text.fill(OWN);
  const form = page.getByRole('region', { name: 'Scenario as a form' });
  await form.locator('summary', { hasText: 'variants' }).click();
  await form.getByRole('button', { name: 'Take variant 1 apart into its steps' }).click();
  await expect(text).toHaveValue(/title: "?Resync, step by step/);
  await expect(text).toHaveValue(/step: build,? *\n?\s*title: Write the resync/);
  const steps = form.getByRole('group', { name: 'Steps of variant 1' });
  await steps.getByRole('button', { name: 'Remove step 5 of variant 1' }).click();
  await expect(steps.getByText(/"sweep" asks about whom a scan did not list/)).toBeVisible();
  await steps.getByRole('combobox', { name: 'What step 5 of variant 1 is' }).selectOption('scan');
  await expect(steps.getByText(/asks about whom/)).toHaveCount(0);
  await clean(page, 'the steps of a runbook in the form');
});

test('on Billing’s first day the lane that binds its queue last says when it is deaf', async ({ page }) => {
  test.setTimeout(120_000);
  await opened(page);
  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Open Billing’s first day, seven ways' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: /first day/ })).toBeVisible();
  await compared(page);
  await moveTo(page, 20 * HOUR);
  await wholeDay(page);
  await expect(lane(page, 'Fetch, then bind the queue').getByText(/what changes is heard by nobody/)).toBeAttached();
  await expect(lane(page, 'Copy the database').getByText(/heard by nobody/)).toHaveCount(0);
});

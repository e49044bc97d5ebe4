// What the end-to-end tests share: opening the page until its run is ready, and moving its time.
import { expect, type Page } from '@playwright/test';

/** Opens the page and waits until its first run can be played. */
export async function opened(page: Page, path = '/'): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('button', { name: 'Play' })).toBeEnabled({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Users' })).toBeVisible();
}

/** Puts the slider to a moment, microseconds of virtual time. */
export async function moveTo(page: Page, time: number): Promise<void> {
  await page.getByRole('slider', { name: 'Virtual time' }).evaluate((element, value) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    set?.call(element, String(value));
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }, time);
}

/** Opens the Scenario dialog and in it what is open on the page, to be edited. */
export async function editScenario(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Edit what is open' }).click();
}

/** Shows what nobody has reached yet, if anything is hidden. */
export async function wholeDay(page: Page): Promise<void> {
  const lift = page.getByRole('button', { name: 'Show the whole day' });
  if (await lift.isVisible()) await lift.click();
  await expect(lift).toHaveCount(0);
}

/** Opens a scenario written as YAML, and waits until its run has been asked for. */
export async function runText(page: Page, text: string): Promise<void> {
  await editScenario(page);
  await runInDialog(page, text);
}

/** The same once the dialog is open. */
export async function runInDialog(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Scenario as YAML' }).fill(text);
  await page.getByRole('button', { name: 'Run this scenario' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

const HOUR = 3_600_000_000;

/** 11:20 in the first scenario: the fault is over and users are still divergent. */
export async function divergentMoment(page: Page): Promise<void> {
  await moveTo(page, 11 * HOUR + HOUR / 3);
  await expect(page.getByRole('button', { name: 'Next divergent', exact: true })).toBeEnabled();
}

export { HOUR };

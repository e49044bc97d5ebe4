// Script per frame in a real browser while the page plays and while its time is dragged, and of a bare canvas loop beside it.
import { bareLoop, stopLoop, watchFrames } from './inside.mjs';

/** What measures script on a page. */
export async function measuring(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const script = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'ScriptDuration').value * 1000;
  };
  /** Milliseconds of script per frame, and of the longest task, while `during` goes on. */
  return async (during) => {
    await page.evaluate(watchFrames);
    const before = await script();
    await during();
    const spent = (await script()) - before;
    const { frames, longest } = await page.evaluate(() => window.watched.stop());
    return { script: spent / frames, longest };
  };
}

/** Drags the timeline's playhead there and back. */
export async function scrub(page) {
  const { x, y } = await page.getByRole('region', { name: 'Timeline' }).boundingBox();
  await page.mouse.move(x + 200, y + 120);
  await page.mouse.down();
  for (let n = 0; n < 160; n++) await page.mouse.move(x + 200 + (n < 80 ? n : 160 - n) * 13, y + 120);
  await page.mouse.up();
}

/** Plays for a while; the first moments, in which the browser compiles, are not counted. */
export async function playing(page, measure) {
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(700);
  const measured = await measure(() => page.waitForTimeout(3000));
  await page.getByRole('button', { name: 'Pause' }).click();
  return measured;
}

/** Milliseconds of script per frame of a loop that moves so many rectangles and does nothing else. */
export async function bare(page, measure, dots) {
  await page.goto('about:blank');
  await page.evaluate(bareLoop, dots);
  await page.waitForTimeout(500);
  const { script } = await measure(() => page.waitForTimeout(2000));
  await page.evaluate(stopLoop);
  return script;
}

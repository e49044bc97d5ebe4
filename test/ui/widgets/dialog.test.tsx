// A dialog that is mounted, unmounted and mounted again, as React does while developing, stays open; one that is closed says so.
import { render } from '@testing-library/react';
import { StrictMode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Dialog } from '../../../src/ui/widgets/dialog.tsx';

afterEach(() => vi.restoreAllMocks());

/** As browsers do it: who closes a dialog hears of it in a later task. */
function asBrowsersDo(): void {
  vi.spyOn(HTMLDialogElement.prototype, 'showModal').mockImplementation(function (this: HTMLDialogElement) {
    this.setAttribute('open', '');
  });
  vi.spyOn(HTMLDialogElement.prototype, 'close').mockImplementation(function (this: HTMLDialogElement) {
    this.removeAttribute('open');
    setTimeout(() => this.dispatchEvent(new Event('close')));
  });
}

const later = () => new Promise((resolve) => setTimeout(resolve, 20));

test('it survives being mounted twice, and tells when it is closed', async () => {
  asBrowsersDo();
  const onClose = vi.fn();
  const { getByRole } = render(
    <StrictMode>
      <Dialog title="Scenario" onClose={onClose}>
        words
      </Dialog>
    </StrictMode>,
  );
  await later();
  expect(onClose).not.toHaveBeenCalled();
  (getByRole('dialog', { name: 'Scenario' }) as HTMLDialogElement).close();
  await later();
  expect(onClose).toHaveBeenCalledTimes(1);
});

// Parts of the page that are loaded when they are first opened. One that cannot be had, since there is no network and it has not been kept
// for that yet, is told of in its place, and the page goes on; when it is opened again it is asked for again.
import { type ComponentType, useEffect, useState } from 'react';
import type { Runner } from './state/runner.ts';
import { useRunner } from './state/use-runner.ts';
import { Dialog } from './widgets/dialog.tsx';

const closeDialog = (runner: Runner): void => runner.set({ dialog: 'none' });

/** `close`: what leaves it where it cannot be had; a dialog is closed. */
export function latePart(
  load: () => Promise<ComponentType>,
  close: (runner: Runner) => void = closeDialog,
): ComponentType {
  let Part: ComponentType | null = null;
  return () => {
    const runner = useRunner();
    const [is, become] = useState<'asked' | 'here' | 'missing'>('asked');
    useEffect(() => {
      if (Part !== null) return;
      let gone = false;
      load().then(
        (part) => {
          Part = part;
          if (!gone) become('here');
        },
        () => {
          if (!gone) become('missing');
        },
      );
      return () => {
        gone = true;
      };
    }, []);
    if (Part !== null) return <Part />;
    return is === 'missing' ? <Missing onClose={() => close(runner)} /> : null;
  };
}

const Missing = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog title="Not loaded yet" onClose={onClose}>
    <p>
      This part of the page is loaded when it is first opened, and it could not be fetched: there seems to be no
      network. Nothing is lost. Go on with what is open, and when the network is back reload the page, which comes back
      as it was.
    </p>
    <button type="button" className="btn ink" onClick={onClose}>
      Go on
    </button>
  </Dialog>
);

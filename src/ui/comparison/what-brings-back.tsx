// From the outcomes of these lanes to those of all strategies, for every kind of damage.
import { useRunner } from '../state/use-runner.ts';

export const WhatBringsBack = () => {
  const { set } = useRunner();
  return (
    <button type="button" className="btn" onClick={() => set({ dialog: 'matrix' })}>
      What brings back what
    </button>
  );
};

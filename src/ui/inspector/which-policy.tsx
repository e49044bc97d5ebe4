// From Billing's card to the table of policies: which of them survives what.
import { useRunner } from '../state/use-runner.ts';

export const WhichPolicy = () => {
  const { set } = useRunner();
  return (
    <div>
      <button type="button" className="btn" onClick={() => set({ dialog: 'truth' })}>
        Which policy survives what
      </button>
    </div>
  );
};

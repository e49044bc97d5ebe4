// Samples of all lanes over the part of the run that a comparison shows, finer than those that came with the runs.
import { useEffect, useState } from 'react';
import type { RunFacts, Samples } from '../../worker/door.ts';
import { useRunner } from '../state/use-runner.ts';

const SAMPLES = 240;

/** Finer samples of the part that is shown; those of the whole run until they have come. */
export function useSamples(lanes: readonly RunFacts[], from: number, to: number): readonly Samples[] {
  const runner = useRunner();
  const [fine, setFine] = useState<{ readonly of: readonly RunFacts[]; readonly samples: readonly Samples[] } | null>(
    null,
  );
  useEffect(() => {
    let wanted = true;
    runner.connection.door.laneSamples(from, to, SAMPLES).then(
      (samples) => wanted && samples.length === lanes.length && setFine({ of: lanes, samples }),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [runner, lanes, from, to]);
  return fine?.of === lanes ? fine.samples : lanes.map(({ samples }) => samples);
}

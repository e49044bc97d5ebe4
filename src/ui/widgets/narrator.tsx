// The narrator's line: a sentence with its numbers set off, about the main stage or about all lanes of a comparison. What is said
// is the analyses' business.

import { narratedLanes } from '../../analysis/narrator/lanes.ts';
import { narrated } from '../../analysis/narrator/narrator.ts';
import { hasBegun, situationOf } from '../../analysis/narrator/situation.ts';
import type { Telling } from '../../analysis/narrator/telling.ts';
import { keyOf } from '../../analysis/record/lines.ts';
import { sentence } from '../../analysis/sentences.ts';
import type { TraceLine } from '../../engine/index.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useCalm } from './calm.ts';
import { useLate } from './late.tsx';
import styles from './narrator.module.css';

/** A sentence that changes faster cannot be read, milliseconds. */
const CALM = 240;

const Sentence = ({ told }: { readonly told: Telling }) => (
  <>
    {told.map(({ text, is }, n) => {
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other name
      if (is === 'number') return <b key={n}>{text}</b>;
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      return is === 'name' ? <em key={n}>{text}</em> : text;
    })}
  </>
);

/** The way from a sentence to the envelope of the message it names. */
const OfMessage = ({ line }: { readonly line: TraceLine }) => {
  const runner = useRunner();
  const key = keyOf(line);
  if (key === null) return null;
  return (
    <>
      <button
        type="button"
        className={`textlink ${styles['envelope']}`}
        onClick={() => void runner.choice.message(key)}
      >
        Envelope
      </button>{' '}
    </>
  );
};

const begun = ({ facts, reached, playing }: PageState): boolean =>
  playing || (facts !== null && hasBegun(facts, reached));

/** About the shown moment of the run on the main stage; where it was stepped to, what happened there comes first. */
export const Narrator = () => {
  const frame = useCalm(
    usePage((page) => page.frame),
    CALM,
  );
  const facts = usePage((page) => page.facts);
  const stop = usePage((page) => page.stop);
  const hasPlayed = usePage(begun);
  const situation = frame === null || facts === null ? null : situationOf(facts, frame, hasPlayed);
  if (situation === null) return null;
  return (
    <>
      {stop !== null && stop.line.t === situation.time && (
        <>
          {sentence(stop.line, stop.about)} <OfMessage line={stop.line} />
        </>
      )}
      <Sentence told={narrated(situation)} />
    </>
  );
};

/** About all lanes of the comparison at the shown moment. */
export const LanesNarrator = () => {
  const lanes = usePage((page) => page.comparison?.lanes);
  const frames = useCalm(
    usePage((page) => page.laneFrames),
    CALM,
  );
  const hasPlayed = usePage(begun);
  const late = useLate(frames.find((frame) => frame !== null)?.time ?? null);
  const known = (lanes ?? []).flatMap((facts, n) => {
    const frame = frames[n];
    const situation = frame == null ? null : situationOf(facts, frame, hasPlayed);
    return situation === null ? [] : [{ title: facts.result.title, situation }];
  });
  return (
    <span aria-busy={late} className={late ? styles['late'] : undefined}>
      <Sentence told={narratedLanes(known)} />
    </span>
  );
};

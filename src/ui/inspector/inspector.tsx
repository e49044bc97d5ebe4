// The Inspector: what is known at the shown moment of whatever was chosen last: a message's envelope, a part of the topology, or a
// user; while nothing is chosen, what the incident is. Where there is little room it is a sheet over the other panels.
import { useEffect, useRef } from 'react';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import { Late, useLate } from '../widgets/late.tsx';
import { Card } from './card.tsx';
import { EnvelopeCard } from './envelope.tsx';
import { IncidentCard } from './incident.tsx';
import styles from './inspector.module.css';
import { useSheet } from './sheet.ts';
import { User } from './user.tsx';

const CLOSES = { letter: 'Close the envelope', place: 'Close the card', user: 'Choose nobody' } as const;

export const Inspector = () => {
  const runner = useRunner();
  const selected = usePage((page) => page.selected);
  const place = usePage((page) => page.place);
  const letter = usePage((page) => page.letter);
  const region = useRef<HTMLElement>(null);
  const what = letter !== null ? 'letter' : place !== null ? 'place' : selected !== null ? 'user' : null;
  // An envelope tells of the whole run. Whoever is unknown at a moment has none.
  const at = usePage((page) => (what === 'user' && page.user !== null ? page.user.time : (page.frame?.time ?? null)));
  const late = useLate(at) && (what === 'user' || what === 'place');
  const close = () => {
    if (what === 'letter') void runner.choice.message(null);
    else if (what === 'place') runner.set({ place: null });
    else void runner.choice.user(null);
  };
  useSheet(region, { open: what, reads: what === 'letter' });
  const subject = letter !== null ? JSON.stringify(letter.key) : (place ?? selected);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another subject begins at its top
  useEffect(() => {
    if (region.current !== null) region.current.scrollTop = 0;
  }, [subject]);
  return (
    <section
      className={`pane ${styles['inspector']} ${what === null ? styles['closed'] : ''}`}
      aria-label="Inspector"
      aria-busy={late}
      ref={region}
    >
      <header>
        <h2 tabIndex={-1}>{what === null ? 'The incident' : 'Inspector'}</h2>
        <span className="grow" />
        {what === 'user' && <ToHistory user={selected} />}
        {what !== null && (
          <button type="button" className="btn icon" aria-label={CLOSES[what]} onClick={close}>
            <Icon name="close" />
          </button>
        )}
      </header>
      {letter !== null ? <EnvelopeCard letter={letter} /> : <Subject />}
      {late && <Late at={at} />}
    </section>
  );
};

const Subject = () => {
  const selected = usePage((page) => page.selected);
  const user = usePage((page) => page.user);
  const place = usePage((page) => page.place);
  if (place !== null) return <Card place={place} />;
  if (selected === null) return <IncidentCard />;
  return user === null ? <Unknown user={selected} /> : <User facts={user} />;
};

const ToHistory = ({ user }: { readonly user: number | null }) => {
  const runner = useRunner();
  return (
    <button
      type="button"
      className={`textlink ${styles['open']}`}
      onClick={() => runner.set({ historyOpen: true, tab: 'history' })}
    >
      History of user {user}
    </button>
  );
};

const Unknown = ({ user }: { readonly user: number }) => (
  <div className={styles['empty']}>
    <p className="serif">At this moment there is no user {user} yet.</p>
  </div>
);

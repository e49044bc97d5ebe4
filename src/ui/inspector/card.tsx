// The assumption card of a component, in the Inspector's place: how it stands and is set, what the model does, what it leaves
// out, which real system it was checked against.
import { useEffect, useRef } from 'react';
import { assumptionsOf } from '../../analysis/assumptions.ts';
import {
  apiStanding,
  billingStanding,
  brokerStanding,
  type Place,
  type Standing,
  userStanding,
} from '../../analysis/standing.ts';
import type { Moment, RunSpec } from '../../engine/index.ts';
import { usePage } from '../state/store.ts';
import { Icon } from '../widgets/icon.tsx';
import styles from './card.module.css';

function standingOf(place: Place, spec: RunSpec, moment: Moment | null): Standing {
  if (place === 'api') return apiStanding(moment);
  return { user: userStanding, broker: brokerStanding, billing: billingStanding }[place](spec, moment);
}

export const Card = ({ place }: { readonly place: Place }) => {
  const spec = usePage((page) => page.facts?.spec);
  const moment = usePage((page) => page.frame?.moment ?? null);
  const region = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card begins at its top
  useEffect(() => {
    if (region.current !== null) region.current.scrollTop = 0;
  }, [place]);
  if (spec === undefined) return null;
  const card = assumptionsOf(place, spec.scenario);
  const { mode, lines, faults } = standingOf(place, spec, moment);
  const now = [mode, ...lines, ...faults.map(({ title }) => `Fault: ${title}`)];
  return (
    <section className={`pane ${styles['card']}`} aria-label="Inspector" ref={region}>
      <header>
        <h2>Inspector</h2>
        <span className="grow" />
        <button
          type="button"
          className="btn icon"
          aria-label="Close the card"
          onClick={() => usePage.setState({ place: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles['body']} tabIndex={0} aria-label={`About the ${card.title}`}>
        <h3 className={styles['who']}>{card.title}</h3>
        <Part title="Now" texts={now.map((text) => `${text}.`)} />
        <Part title="Set here" texts={card.settings} />
        <Part title="What the model does" texts={card.does} told />
        <Part title="What it leaves out" texts={card.leavesOut} told />
        <Part title="Checked against" texts={card.checked} told />
      </section>
    </section>
  );
};

interface PartProps {
  readonly title: string;
  readonly texts: readonly string[];
  /** Sentences that claim or explain, in the narrator's voice. */
  readonly told?: boolean;
}

const Part = ({ title, texts, told = false }: PartProps) => (
  <div>
    <h4 className={styles['title']}>{title}</h4>
    <ul className={told ? styles['told'] : styles['set']}>
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </div>
);

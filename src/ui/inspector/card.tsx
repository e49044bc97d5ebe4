// The card of a part of the topology, in the Inspector: how it stands, its last rows or what is on its way, how it is set and what
// of that was changed, what the model does, leaves out and was checked against.

import {
  apiStatus,
  billingStatus,
  brokerStatus,
  type ComponentStatus,
  type Place,
  userStatus,
} from '../../analysis/component-status.ts';
import { assumptionsOf } from '../../analysis/scenario/assumptions.ts';
import { settingsOf } from '../../analysis/scenario/settings.ts';
import type { Moment, RunSpec } from '../../engine/index.ts';
import { usePage } from '../state/use-runner.ts';
import { Explained } from '../widgets/explained.tsx';
import styles from './card.module.css';
import { LastCalls, LastRows, MessagesOnTheWay } from './rows.tsx';
import { WhichPolicy } from './which-policy.tsx';

function statusOf(place: Place, spec: RunSpec, moment: Moment | null): ComponentStatus {
  if (place === 'api') return apiStatus(moment);
  return { user: userStatus, broker: brokerStatus, billing: billingStatus }[place](spec, moment);
}

export const Card = ({ place }: { readonly place: Place }) => {
  const spec = usePage((page) => page.facts?.spec);
  const moment = usePage((page) => page.frame?.moment ?? null);
  if (spec === undefined) return null;
  const card = assumptionsOf(place, spec.scenario);
  const { mode, lines, faults } = statusOf(place, spec, moment);
  const now = [mode, ...lines, ...faults.map(({ title }) => `Fault: ${title}`)];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['body']} tabIndex={0} aria-label={`About the ${card.title}`} key={place}>
      <h3 className={styles['who']}>{card.title}</h3>
      <Part title="Now" texts={now.map((text) => `${text}.`)} />
      {place === 'broker' ? <MessagesOnTheWay /> : place === 'api' ? <LastCalls /> : <LastRows place={place} />}
      <Part title="Set here" texts={card.settings} />
      {place === 'billing' && <WhichPolicy />}
      <Settings place={place} spec={spec} />
      <Part title="What the model does" texts={card.does} told />
      <Part title="What it leaves out" texts={card.leavesOut} told />
      <Part title="Checked against" texts={card.checked} told />
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
        <li key={text}>
          <Explained text={text} />
        </li>
      ))}
    </ul>
  </div>
);

/** Every setting by its name; what was changed comes first and says the default. */
const Settings = ({ place, spec }: { readonly place: Place; readonly spec: RunSpec }) => {
  const settings = settingsOf(place, spec.scenario);
  const changed = settings.filter(({ standard }) => standard !== null);
  const rest = settings.filter(({ standard }) => standard === null);
  return (
    <div>
      <h4 className={styles['title']}>Changed from the default</h4>
      {changed.length === 0 ? (
        <p className={styles['none']}>Nothing.</p>
      ) : (
        <dl className={styles['settings']} aria-label="Changed from the default">
          {changed.map(({ path, name, value, standard }) => (
            <div key={path}>
              <dt>{name}</dt>
              <dd>
                <b>{value}</b> <small>default {standard}</small>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <details className={styles['rest']}>
        <summary>{rest.length} settings as the default has them</summary>
        <dl className={styles['settings']} aria-label="As the default has it">
          {rest.map(({ path, name, value }) => (
            <div key={path}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
};

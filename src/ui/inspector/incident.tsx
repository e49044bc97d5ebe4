// The Inspector while nobody is chosen: what this incident is, three users to follow through it, and how to read a cell.
import { noCopyWords } from '../../analysis/compared.ts';
import { kinds } from '../../analysis/kinds.ts';
import { parseRate } from '../../engine/index.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { KindMark } from '../widgets/mark.tsx';
import { ThreeUsers } from '../widgets/three-users.tsx';
import styles from './incident.module.css';

/** Paragraphs of a description, each in one line. */
const paragraphsOf = (description: string): readonly string[] =>
  description
    .split(/\n\s*\n/)
    .map((text) => text.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '');

export const IncidentCard = () => {
  const description = usePage((page) => page.work?.scenario.description ?? '');
  const [first, ...others] = paragraphsOf(description);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles['incident']} tabIndex={0} aria-label="The incident">
      {first !== undefined && <p className="serif">{first}</p>}
      {others.length > 0 && (
        <details className={styles['more']}>
          <summary>The whole story</summary>
          {others.map((text) => (
            <p key={text} className="serif">
              {text}
            </p>
          ))}
        </details>
      )}
      <Follow />
      <HowToRead />
    </section>
  );
};

const Follow = () => {
  const none = usePage((page) => page.frame === null || page.frame.divergent === 0);
  const nothing = usePage((page) =>
    page.facts === null ? null : noCopyWords(page.facts.spec.scenario, page.frame?.isCompared ?? false),
  );
  return (
    <div>
      <h3 className={styles['title']}>Three users to follow</h3>
      {none ? (
        <p className={`muted ${styles['nobody']}`}>
          {nothing ?? 'At this moment nobody is divergent'}. Choose any cell, or type a number.
        </p>
      ) : (
        <ThreeUsers />
      )}
    </div>
  );
};

const STATUSES = [
  ['active', 'active'],
  ['suspended', 'suspended'],
  ['deleted', 'deleted'],
  ['repaired', 'seen by the repair'],
] as const;

/** The key of the cells: greys while truth and copy agree, a mark where they do not. */
const HowToRead = () => {
  const runner = useRunner();
  const plans = usePage((page) => (parseRate(page.facts?.spec.scenario.workload.changePlan ?? '0/h') ?? 0) > 0);
  return (
    <div>
      <h3 className={styles['title']}>How to read a cell</h3>
      <ul className={styles['key']}>
        {STATUSES.map(([id, words]) => (
          <li key={id}>
            <i className={styles[id]} aria-hidden="true" />
            {words}
          </li>
        ))}
      </ul>
      <ul className={styles['kinds']}>
        {kinds
          .filter(({ kind }) => kind !== 'wrongPlan' || plans)
          .map(({ kind, title, meaning }) => (
            <li key={kind}>
              <KindMark kind={kind} />
              <span>
                <b className={`k-${kind}`}>{title}</b> {meaning}
              </span>
            </li>
          ))}
      </ul>
      <button type="button" className={`textlink ${styles['words']}`} onClick={() => runner.set({ dialog: 'words' })}>
        All words
      </button>
    </div>
  );
};

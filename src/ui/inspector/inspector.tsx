// The Inspector: what is known of the chosen user at the shown moment, who believes what, and why truth and copy differ.
import { clockStart, lengthText, momentText } from '../../analysis/clock.ts';
import { nextDivergent } from '../../analysis/field.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { causesOf } from '../../analysis/story.ts';
import { statusName, type TraceLine } from '../../engine/index.ts';
import { CELL_BITS, type RowChange, type UserFacts } from '../../worker/door.ts';
import { select } from '../state/driver.ts';
import { play } from '../state/playing.ts';
import { usePage } from '../state/store.ts';
import { Icon } from '../widgets/icon.tsx';
import { Mark } from '../widgets/mark.tsx';
import { Card } from './card.tsx';
import styles from './inspector.module.css';

export const Inspector = () => {
  const selected = usePage((page) => page.selected);
  const user = usePage((page) => page.user);
  const place = usePage((page) => page.place);
  if (place !== null) return <Card place={place} />;
  return (
    <section
      className={`pane ${styles['inspector']} ${selected === null ? styles['closed'] : ''}`}
      aria-label="Inspector"
    >
      <header>
        <h2>Inspector</h2>
        <span className="grow" />
        {selected !== null && (
          <>
            <button
              type="button"
              className={`textlink ${styles['open']}`}
              onClick={() => usePage.setState({ historyOpen: true, tab: 'history' })}
            >
              History of user {selected}
            </button>
            <button type="button" className="btn icon" aria-label="Choose nobody" onClick={() => void select(null)}>
              <Icon name="close" />
            </button>
          </>
        )}
      </header>
      {selected === null ? <Nobody /> : user === null ? <Unknown user={selected} /> : <Known facts={user} />}
    </section>
  );
};

const Nobody = () => {
  const frame = usePage((page) => page.frame);
  const first = frame === null ? undefined : nextDivergent(frame.cells, 0, 1, CELL_BITS.kind);
  return (
    <div className={styles['empty']}>
      <p className="serif">Nobody is selected. Choose a cell, or type a user’s number.</p>
      {first !== undefined && (
        <button type="button" className="btn line" onClick={() => void select(first)}>
          Choose the first divergent user
        </button>
      )}
      {frame !== null && first === undefined && <p className="muted">Every copy agrees at this moment.</p>}
    </div>
  );
};

const Unknown = ({ user }: { readonly user: number }) => (
  <div className={styles['empty']}>
    <p className="serif">At this moment there is no user {user} yet.</p>
  </div>
);

const Known = ({ facts }: { readonly facts: UserFacts }) => {
  const lines = usePage((page) => page.userLines);
  const start = usePage((page) => page.work?.scenario.start ?? '');
  const reads = usePage((page) => page.facts?.spec.scenario.billing.reads);
  const from = clockStart(start);
  const kind = kindAt(facts.kind);
  const wash = kind === undefined ? '' : `w-${kind.kind}`;
  return (
    <div className={styles['body']}>
      <div className={styles['who']}>
        <b>{facts.user}</b>
        {kind === undefined ? (
          <span className="muted">{reads === 'api' ? 'Billing keeps no copy' : 'truth and copy agree'}</span>
        ) : (
          <span className={`${styles['tag']} k-${kind.kind} ${wash}`}>
            <Mark kind={kind.kind} />
            {kind.title} since {facts.since === null ? '' : momentText(from, facts.since)}
          </span>
        )}
      </div>
      <div className={styles['pair']}>
        <Side name="Truth" row={facts.truth} from={from} />
        <Side name="Copy" row={facts.copy} from={from} wash={wash} />
      </div>
      {kind !== undefined && facts.since !== null && (
        <p className="muted">For {lengthText(facts.time - facts.since)} by now.</p>
      )}
      <Why lines={lines} time={facts.time} />
      <Lately lines={lines} time={facts.time} from={from} />
    </div>
  );
};

const Side = ({ name, row, from, wash = '' }: { name: string; row: RowChange | null; from: number; wash?: string }) => (
  <div className={wash}>
    <small>{name}</small>
    <b>{row === null ? 'absent' : statusName(row.row)}</b>
    <span>
      {row === null
        ? 'no row'
        : `version ${row.version}, ${row.time === 0 ? 'from the start' : momentText(from, row.time)}`}
    </span>
  </div>
);

const Why = ({ lines, time }: { readonly lines: readonly TraceLine[]; readonly time: number }) => {
  const causes = causesOf(lines, time);
  if (causes.length === 0) return null;
  return (
    <div>
      <h3 className={styles['title']}>Why?</h3>
      <ol className={styles['why']}>
        {causes.map((cause) => (
          <li key={cause.text}>
            <button type="button" className="textlink" onClick={() => play.seek(cause.time)}>
              {cause.text}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
};

const LATELY = 6;

const Lately = ({ lines, time, from }: { lines: readonly TraceLine[]; time: number; from: number }) => {
  const commits = lines.filter(({ kind, t }) => (kind === 'commit' || kind === 'copy') && t <= time).slice(-LATELY);
  return (
    <div>
      <h3 className={styles['title']}>Lately</h3>
      <ul className={styles['lately']}>
        {commits.reverse().map((line) => (
          <li key={line.i}>
            <span>{line.kind === 'commit' ? 'Truth' : 'Copy'}</span>
            <span>
              {String(line['status'])}, v{String(line['version'])}
            </span>
            <button type="button" className="textlink" onClick={() => play.seek(line.t)}>
              {momentText(from, line.t)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

// What is known of the chosen user at the shown moment: truth and copy, four answers to what is true, why they differ, and what
// happened lately. Every moment and every message is a link.

import { clockStart, lengthText, momentText } from '../../analysis/clock.ts';
import { noCopyWords } from '../../analysis/compared.ts';
import { kindAt } from '../../analysis/kinds.ts';
import type { Cause } from '../../analysis/user/cause.ts';
import { causesOf } from '../../analysis/user/causes.ts';
import { recentOf } from '../../analysis/user/recent.ts';
import { statusName, type TraceLine } from '../../engine/index.ts';
import type { RowChange, UserFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { KindMark } from '../widgets/mark.tsx';
import { Answers } from './answers.tsx';
import { Holders } from './holders.tsx';
import styles from './inspector.module.css';
import { Truths } from './truths.tsx';

export const User = ({ facts }: { readonly facts: UserFacts }) => {
  const lines = usePage((page) => page.userLines);
  const start = usePage((page) => page.work?.scenario.start ?? '');
  const nothing = usePage((page) =>
    page.facts === null ? null : noCopyWords(page.facts.spec.scenario, facts.time >= page.facts.startsAt),
  );
  const from = clockStart(start);
  const kind = kindAt(facts.kind);
  const wash = kind === undefined ? '' : `w-${kind.kind}`;
  return (
    <div className={styles['body']}>
      <div className={styles['who']}>
        <b>{facts.user}</b>
        {kind === undefined ? (
          <span className="muted">{nothing ?? 'truth and copy agree'}</span>
        ) : (
          <span className={`${styles['tag']} k-${kind.kind} ${wash}`}>
            <KindMark kind={kind.kind} />
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
      <Answers lines={lines} time={facts.time} start={from} />
      <Holders user={facts.user} lines={lines} time={facts.time} start={from} />
      <Truths user={facts.user} time={facts.time} start={from} />
      <Why lines={lines} time={facts.time} start={from} />
      <Lately lines={lines} time={facts.time} start={from} />
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

interface Told {
  readonly lines: readonly TraceLine[];
  readonly time: number;
  readonly start: number;
}

const Why = ({ lines, time, start }: Told) => {
  const faults = usePage((page) => page.facts?.faults ?? NO_FAULTS);
  const end = usePage((page) => page.end);
  const causes = causesOf(lines, time, { start, faults, end });
  if (causes.length === 0) return null;
  return (
    <div>
      <h3 className={styles['title']}>Why?</h3>
      <ol className={styles['why']}>
        {causes.map((cause) => (
          <Sentence key={cause.text} cause={cause} />
        ))}
      </ol>
    </div>
  );
};

const NO_FAULTS: readonly never[] = [];

/** The sentence leads to its moment; the message it is about has a link of its own. */
const Sentence = ({ cause: { text, time, letter } }: { readonly cause: Cause }) => {
  const runner = useRunner();
  return (
    <li>
      <button type="button" className="textlink" onClick={() => runner.play.seek(time)}>
        {text}
      </button>
      {letter !== undefined && (
        <>
          {' '}
          <button
            type="button"
            className={`textlink ${styles['letter']}`}
            onClick={() => void runner.choice.message(letter)}
          >
            Envelope
          </button>
        </>
      )}
    </li>
  );
};

const RECENT = 7;

const Lately = ({ lines, time, start }: Told) => {
  const runner = useRunner();
  return (
    <div>
      <h3 className={styles['title']} id="lately">
        Lately
      </h3>
      <ul className={styles['lately']} aria-labelledby="lately">
        {recentOf(lines, time, RECENT).map(({ i, who, text, letter, time: at }) => (
          <li key={i}>
            <span>{who}</span>
            {letter === null ? (
              <span>{text}</span>
            ) : (
              <button
                type="button"
                className="textlink"
                aria-label={`${text}, its envelope`}
                onClick={() => void runner.choice.message(letter)}
              >
                {text}
              </button>
            )}
            <button type="button" className="textlink" onClick={() => runner.play.seek(at)}>
              {momentText(start, at)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

// What can be done with the lanes as a whole: add one, lay two over each other; and how far lanes are that are being computed
// while those before are still shown.
import { clockText } from '../../analysis/clock.ts';
import { incidentWords } from '../../analysis/lanes/lane-label.ts';
import { counted } from '../../analysis/numbers.ts';
import type { RunFacts } from '../../worker/door.ts';
import type { LanesAs } from '../state/slices/chrome.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Explained } from '../widgets/explained.tsx';
import { Icon } from '../widgets/icon.tsx';
import { LanesNarrator } from '../widgets/narrator.tsx';
import { useNarrow } from '../widgets/room.ts';
import { FollowedSentence } from './followed.tsx';
import styles from './lanes-bar.module.css';

interface Props {
  readonly lanes: readonly RunFacts[];
  readonly start: number;
}

type Pair = readonly [string, string];

/** The two lanes that are laid over each other: those chosen, as long as they are open. */
export function pairOf(lanes: readonly RunFacts[], wanted: Pair | null): readonly [RunFacts, RunFacts] | null {
  if (wanted === null || lanes.length < 2) return null;
  const [first, second] = wanted.map((id) => lanes.find(({ result }) => result.id === id));
  const one = first ?? lanes.find((lane) => lane !== second);
  const other = second ?? lanes.find((lane) => lane !== one);
  return one === undefined || other === undefined ? null : [one, other];
}

/** The first lane and the last are proposed: usually to do nothing, and the most careful procedure. */
const proposal = (lanes: readonly RunFacts[]): Pair => [
  lanes[0]?.result.id ?? '',
  lanes[lanes.length - 1]?.result.id ?? '',
];

export const LanesBar = ({ lanes, start }: Props) => {
  const runner = useRunner();
  const stage = usePage((page) => page.comparisonStage);
  const wanted = usePage((page) => page.pair);
  const futures = usePage((page) => page.work?.futures?.length ?? 0);
  const pair = pairOf(lanes, wanted);
  const repairAt = lanes[0]?.repairAt ?? null;
  const rows = usePage((page) => page.lanesAs === 'rows') && pair === null;
  const follows = usePage((page) => page.selected !== null) && rows;
  const narrow = useNarrow();
  const running = stage.is === 'running';
  return (
    <div className={styles['bar']}>
      <div className={styles['said']}>
        <p className={styles['what']}>
          <Explained text={incidentWords(lanes.slice(0, lanes.length - futures).map(({ spec }) => spec))} />;{' '}
          {repairAt === null ? 'no repair' : `repair at ${clockText(start, repairAt, 'minute')}`}
          {futures > 0 &&
            `; ${counted(futures, 'other future')} beside ${lanes.length - futures === 1 ? 'it' : 'them'}`}
          {rows && '. Every line is one user whose copy is wrong; where it crosses an invoice run, one invoice is.'}
        </p>
        <p className={`serif ${styles['followed']}`}>
          {follows ? <FollowedSentence lanes={lanes} start={start} /> : pair === null && <LanesNarrator />}
        </p>
      </div>
      {running && (
        <span className={styles['running']}>
          <span>Computing the lane</span>
          <progress value={stage.done} max={1} aria-label="Share of the lane computed" />
          <button type="button" className="btn" onClick={runner.comparison.cancel}>
            Cancel
          </button>
        </span>
      )}
      {!narrow && <Drawn pair={pair !== null} />}
      {pair !== null && <Choice lanes={lanes} pair={[pair[0].result.id, pair[1].result.id]} />}
      <button
        type="button"
        className={`btn ${pair === null ? '' : styles['pressed']}`}
        aria-pressed={pair !== null}
        disabled={lanes.length < 2}
        onClick={() => runner.set({ pair: pair === null ? proposal(lanes) : null })}
      >
        Overlay two
      </button>
      <button
        type="button"
        className="btn line"
        disabled={running}
        title="A measure of every lane against one or two of the scenario’s values"
        onClick={() => runner.set({ dialog: 'study' })}
      >
        Study
      </button>
      <button type="button" className="btn line" disabled={running} onClick={runner.lanes.askForPreventions}>
        Had we had …
      </button>
      <button type="button" className="btn line" disabled={running} onClick={runner.lanes.add}>
        <Icon name="plus" /> Add a lane
      </button>
    </div>
  );
};

/** Rows on one axis of time, or fields of users side by side; and whether the axis is stretched. */
const Drawn = ({ pair }: { readonly pair: boolean }) => {
  const runner = useRunner();
  const lanesAs = usePage((page) => page.lanesAs);
  const linear = usePage((page) => page.linear);
  const way = (own: LanesAs, name: string) => (
    <button
      type="button"
      className={`btn ${!pair && lanesAs === own ? styles['pressed'] : ''}`}
      aria-pressed={!pair && lanesAs === own}
      onClick={() => runner.set({ lanesAs: own, pair: null })}
    >
      {name}
    </button>
  );
  return (
    <ul className={styles['drawn']} aria-label="Lanes drawn as">
      <li>{way('rows', 'Rows')}</li>
      <li>{way('fields', 'Fields')}</li>
      <li>
        <button
          type="button"
          className={`btn ${linear ? styles['pressed'] : ''}`}
          aria-pressed={linear}
          disabled={pair || lanesAs !== 'rows'}
          title="Every hour as wide as every other; else time is stretched where a machine writes"
          onClick={() => runner.set({ linear: !linear })}
        >
          Linear
        </button>
      </li>
    </ul>
  );
};

const Choice = ({ lanes, pair }: { readonly lanes: readonly RunFacts[]; readonly pair: Pair }) => {
  const runner = useRunner();
  const [first, second] = pair;
  const select = (name: string, own: string, other: string, onChoose: (id: string) => void) => (
    <select className="field" aria-label={name} value={own} onChange={(event) => onChoose(event.target.value)}>
      {lanes
        .filter(({ result }) => result.id !== other)
        .map(({ result }) => (
          <option key={result.id} value={result.id}>
            {result.title}
          </option>
        ))}
    </select>
  );
  return (
    <span className={styles['choice']}>
      {select('First lane', first, second, (id) => runner.set({ pair: [id, second] }))}
      <span className="muted">and</span>
      {select('Second lane', second, first, (id) => runner.set({ pair: [first, id] }))}
    </span>
  );
};

// The table of policies: what events carry and how a consumer decides, against what befalls the events. Every cell is as many tiny runs
// as there are ways for it to happen, played on the engine while one looks on; a cell opens its runs as lanes.
import { TRUTH_COLUMNS, TRUTH_ROWS, type TruthColumn, type TruthRow, truthSource } from '../../analysis/truth-table.ts';
import { KINDS } from '../../engine/index.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';
import { type CellWord, type GridOf, PlayedGrid, VerdictMark } from '../widgets/played-grid.tsx';
import styles from './truth-table.module.css';

/** The kinds with which a cell's runs end. */
type Ends = readonly number[];

const INTRO =
  'One user is created, suspended, changes plan, is reactivated and is suspended again. Something befalls the five events, in every way in which it can. In how many runs do copy and truth agree in the end? A cell opens its runs, those that end wrong first.';

const wayWords = (ways: number): string => (ways === 1 ? '1 way' : `${ways} ways`);

const gridOf = ({ connection, opening, set }: Runner): GridOf<Ends> => ({
  title: 'Which policy survives what',
  name: 'Policies, and what befalls events',
  corner: 'What befalls the events',
  rows: TRUTH_ROWS.map(({ id, title, cases }) => ({ id, title, note: wayWords(cases.length) })),
  columns: TRUTH_COLUMNS.map(({ id, carries, decides }) => ({ id, title: decides, group: `Events carry ${carries}` })),
  // Those with few runs first.
  order: [...TRUTH_ROWS.keys()].sort((a, b) => waysOf(a) - waysOf(b)),
  play: (row, column) => connection.door.truthCell(row, column),
  look: (ends, row) => {
    const right = ends.filter((kind) => kind === 0).length;
    const verdict: CellWord = right === ends.length ? 'yes' : right === 0 ? 'no' : 'if';
    const text = verdict === 'yes' ? 'all' : verdict === 'no' ? 'none' : `${right} of ${ends.length}`;
    return { verdict, words: `${text} right`, shown: <Runs ends={ends} row={row} text={text} /> };
  },
  runs: (ends) => ends.length,
  open: (row, column, ends) =>
    void opening.source(truthSource(TRUTH_ROWS[row] as TruthRow, TRUTH_COLUMNS[column] as TruthColumn, ends), {
      onRead: () => set({ dialog: 'none' }),
      entry: true,
    }),
});

const waysOf = (row: number): number => TRUTH_ROWS[row]?.cases.length ?? 0;

/** So many runs are drawn one by one; of more, shares. */
const MOST_MARKS = 12;

const Runs = ({ ends, row, text }: { readonly ends: Ends; readonly row: number; readonly text: string }) => (
  <span className={styles['cell']}>
    <span className={styles['runs']} aria-hidden="true">
      {ends.length <= MOST_MARKS
        ? ends.map((kind, n) => <i key={TRUTH_ROWS[row]?.cases[n]?.title} data-kind={kind} />)
        : shares(ends).map(({ kind, share }) => <i key={kind} data-kind={kind} style={{ flexGrow: share }} />)}
    </span>
    <b>{text}</b>
  </span>
);

/** How many runs end with each kind, right ones first. */
function shares(ends: Ends): readonly { readonly kind: number; readonly share: number }[] {
  return KINDS.map((_, kind) => ({ kind, share: ends.filter((each) => each === kind).length })).filter(
    ({ share }) => share > 0,
  );
}

const legend = (played: readonly Ends[], isList: boolean) => {
  const seen = new Set(played.flat());
  return (
    <>
      {KINDS.map((kind, n) =>
        n > 0 && seen.has(n) ? (
          <span key={kind} className={styles['kind']}>
            <i data-kind={n} /> ends {kind === 'wrongPlan' ? 'with a wrong plan' : kind}
          </span>
        ) : null,
      )}
      <span className={styles['kind']}>
        <i data-kind={0} /> ends right
      </span>
      {isList && (
        <>
          <span className={styles['kind']}>
            <VerdictMark verdict="if" /> some runs end wrong
          </span>
          <span className={styles['kind']}>
            <VerdictMark verdict="no" /> all runs end wrong
          </span>
        </>
      )}
    </>
  );
};

export const TruthTable = () => <PlayedGrid of={gridOf(useRunner())} intro={INTRO} legend={legend} />;

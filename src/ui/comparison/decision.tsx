// The decision among the lanes, under the table of outcomes: what they come to over many seeds in a few sentences, the ranking beside
// doing nothing, what would change it, the year, and the report that tells it all. It shows what was computed and ranks nothing itself.
import type { LaneDecision } from '../../analysis/decision/decision.ts';
import { recommendationOf } from '../../analysis/decision/recommendation.ts';
import { incidentMarks } from '../../analysis/lanes/incident-marks.ts';
import { changesTable, noticingTable, optionsTable, yearsTable } from '../../analysis/report/tables.ts';
import type { Comparison } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { isOver } from '../state/veil.ts';
import styles from './decision.module.css';
import { DecisionTable } from './decision-table.tsx';
import { Evidence } from './evidence.tsx';
import { Tornado } from './tornado.tsx';

const SEEDS = 20;

export const DecisionPanel = ({ lanes }: Pick<Comparison, 'lanes'>) => {
  const told = usePage((page) => lanes.every((facts) => isOver(page, facts)));
  const decision = usePage((page) => page.decision);
  const stage = usePage((page) => page.decisionStage);
  if (lanes.length < 2) return null;
  return (
    <section className={styles['decision']} aria-label="Decision">
      <div className={styles['head']}>
        <h3>Decision</h3>
        <span className="muted">
          {decision === null
            ? 'which lane to choose, and what would change it'
            : decision.seeds === 1
              ? `seed ${decision.seed} alone`
              : `over ${decision.seeds} seeds, differences paired`}
        </span>
        <span className="grow" />
        <Actions told={told} />
      </div>
      {stage.is === 'failed' && (
        <p className={styles['failed']} role="alert">
          It could not be computed: {stage.reason}
        </p>
      )}
      {!told ? (
        <p className={styles['later']}>It comes when what became of every lane has been shown.</p>
      ) : (
        decision !== null && <Decided decision={decision} lanes={lanes} />
      )}
    </section>
  );
};

const Actions = ({ told }: { readonly told: boolean }) => {
  const runner = useRunner();
  const stage = usePage((page) => page.decisionStage);
  const decided = usePage((page) => page.decision !== null);
  if (stage.is === 'running')
    return (
      <span className={styles['running']}>
        <progress value={stage.done} max={1} aria-label="Share of the decision computed" />
        <button type="button" className="btn" onClick={runner.decision.cancel}>
          Cancel
        </button>
      </span>
    );
  return (
    <span className={styles['actions']}>
      {!decided && (
        <button type="button" className="btn" disabled={!told} onClick={() => void runner.decision.run(SEEDS)}>
          Decide over {SEEDS} seeds
        </button>
      )}
      <button
        type="button"
        className="btn line"
        disabled={!told}
        onClick={() => void runner.decision.report('html', SEEDS)}
      >
        Report
      </button>
      <button
        type="button"
        className="btn"
        disabled={!told}
        onClick={() => void runner.decision.report('markdown', SEEDS)}
      >
        Report as Markdown
      </button>
    </span>
  );
};

interface DecidedProps extends Pick<Comparison, 'lanes'> {
  readonly decision: LaneDecision;
}

const Decided = ({ decision, lanes }: DecidedProps) => {
  const [claim, ...others] = recommendationOf(decision);
  const years = yearsTable(decision);
  const noticing = noticingTable(decision);
  const marksOf = (id: string) => {
    const facts = lanes.find(({ result }) => result.id === id);
    return facts === undefined ? null : incidentMarks(facts);
  };
  return (
    <div className={styles['body']}>
      <div className={`serif ${styles['said']}`}>
        <p className={styles['claim']}>{claim}</p>
        {others.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <DecisionTable of={optionsTable(decision)} name="Ranking" />
      {years !== null && <DecisionTable of={years} name="A year" />}
      {noticing !== null && (
        <>
          <DecisionTable of={noticing} name="Who notices" />
          {decision.noticing?.told.map((sentence) => (
            <p key={sentence} className={styles['weights']}>
              {sentence}
            </p>
          ))}
        </>
      )}
      <div className={styles['two']}>
        <DecisionTable of={changesTable(decision)} name="What would change it" />
        <Tornado decision={decision} />
      </div>
      <Weights decision={decision} />
      <Evidence decision={decision} marksOf={marksOf} />
    </div>
  );
};

/** The weights that the ranking used. */
const Weights = ({ decision: { weights, currency } }: { readonly decision: LaneDecision }) => (
  <p className={styles['weights']}>
    Weights used: {weights.map(({ key, value, unit }) => `${key} ${value} ${unit === 'h' ? 'h' : currency}`).join(', ')}
    . They are the scenario’s <code>costs</code>.
  </p>
);

// The text twin of a lane's picture: every invoice run that was reached with its wrong and missed ones, and how those fared who were
// wrong when the lanes parted.
import { momentText } from '../../analysis/clock.ts';
import type { LaneFate } from '../../analysis/lanes/lane-lives.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';

interface Props {
  readonly facts: RunFacts;
  readonly fate: LaneFate | null;
  readonly start: number;
}

/** How those fared who were wrong at the fork, as far as it was reached. */
function fateWords({ repairAt }: RunFacts, fate: LaneFate | null, start: number, until: number): string {
  if (fate === null || repairAt === null || until < repairAt) return '';
  const at = `${counted(fate.atFork, 'divergent user')} at ${momentText(start, repairAt, 'minute')}`;
  if (fate.lastHealed === null || fate.never > 0)
    return until === Number.POSITIVE_INFINITY
      ? `${at}: ${numberText(fate.never)} of them never agree again.`
      : `${at}.`;
  return fate.lastHealed <= until ? `${at}: last healed at ${momentText(start, fate.lastHealed)}.` : `${at}.`;
}

export const LaneTwin = ({ facts, fate, start }: Props) => {
  const { title } = facts.result;
  const runs = usePage((page) => facts.invoiceRuns.filter(({ time }) => time <= veiledAfter(page)).length);
  const words = usePage((page) => fateWords(facts, fate, start, veiledAfter(page)));
  return (
    <div className="sr">
      <table aria-label={`Invoice runs of ${title}`}>
        <thead>
          <tr>
            <th scope="col">Invoice run</th>
            <th scope="col">Wrong</th>
            <th scope="col">Missed</th>
          </tr>
        </thead>
        <tbody>
          {facts.invoiceRuns.slice(0, runs).map(({ time, wrong, missed }) => (
            <tr key={time}>
              <th scope="row">{momentText(start, time)}</th>
              <td>{wrong}</td>
              <td>{missed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{words}</p>
    </div>
  );
};

// The Users panel: truth and copy of every user at a glance, with counts by kind as the field's text twin, and ways to a user by
// number, by cell and by walking from one divergent user to the next.
import { useState } from 'react';
import { noCopyWords } from '../../analysis/compared.ts';
import { numberText } from '../../analysis/numbers.ts';
import { nextDivergent } from '../../analysis/raster.ts';
import { parseRate } from '../../engine/index.ts';
import { CELL_BITS, type Frame } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { KindCounts } from '../widgets/counts.tsx';
import { Icon } from '../widgets/icon.tsx';
import { UserCells } from './user-cells.tsx';
import styles from './users.module.css';

const NO_KINDS: readonly number[] = [];

export const Users = () => {
  const frame = usePage((page) => page.frame);
  const plans = usePage((page) => (parseRate(page.facts?.spec.scenario.workload.changePlan ?? '0/h') ?? 0) > 0);
  return (
    <section className={`pane ${styles['users']}`} aria-label="Users">
      <header className={styles['head']}>
        <h2>Users</h2>
        <span className="muted" title="Numbers given so far, those of the deleted too">
          {frame === null ? '' : numberText(frame.users)}
        </span>
        <NoCopy frame={frame} />
        <span className="grow" />
        <KindCounts byKind={frame?.byKind ?? NO_KINDS} label="Users by kind of divergence" plans={plans} />
      </header>
      <UserCells frame={frame}>{(zoom) => <Finder frame={frame} zoom={zoom} />}</UserCells>
    </section>
  );
};

/** Without a copy nothing is divergent, and nothing agrees. */
const NoCopy = ({ frame }: { readonly frame: Frame | null }) => {
  const words = usePage((page) =>
    frame === null || page.facts === null ? null : noCopyWords(page.facts.spec.scenario, frame.isCompared),
  );
  return words === null ? null : <span title={`${words}.`}>no copy to compare</span>;
};

const Finder = ({ frame, zoom }: { readonly frame: Frame | null; readonly zoom: React.ReactNode }) => {
  const runner = useRunner();
  const selected = usePage((page) => page.selected);
  const [open, setOpen] = useState(false);
  const walk = (step: 1 | -1) => {
    if (frame === null) return;
    const next = nextDivergent(frame.cells, selected ?? (step === 1 ? 0 : 1), step, CELL_BITS.kind);
    if (next !== undefined) void runner.choice.user(next);
  };
  const none = frame === null || frame.divergent === 0;
  return (
    <div className={styles['finder']}>
      <button type="button" className="btn line" aria-expanded={open} onClick={() => setOpen(!open)}>
        Find user
      </button>
      {open && (
        <form
          className={styles['form']}
          onSubmit={(event) => {
            event.preventDefault();
            const user = Number(new FormData(event.currentTarget).get('user'));
            if (Number.isInteger(user) && user > 0) void runner.choice.user(user);
            setOpen(false);
          }}
        >
          <input
            className="field"
            name="user"
            type="number"
            min={1}
            max={frame?.users}
            required
            aria-label="User number"
            placeholder="Number"
            // biome-ignore lint/a11y/noAutofocus: the field was asked for by its button
            autoFocus
          />
          <button type="submit" className="btn">
            Show
          </button>
        </form>
      )}
      {zoom}
      <span className="grow" />
      <button type="button" className="btn" disabled={none} onClick={() => walk(-1)}>
        <Icon name="left" />
        <span>
          Previous<span className={styles['long']}> divergent</span>
        </span>
      </button>
      <button type="button" className="btn" disabled={none} onClick={() => walk(1)}>
        <span>
          Next<span className={styles['short']}> divergent</span>
        </span>
        <Icon name="right" />
      </button>
    </div>
  );
};

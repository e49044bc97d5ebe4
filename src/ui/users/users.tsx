// The Users panel: truth and copy of every user at a glance, with counts by kind as the field's text twin, and ways to a user by
// number, by cell and by walking from one divergent user to the next.
import { useEffect, useRef } from 'react';
import { noCopyWords } from '../../analysis/compared.ts';
import { numberText } from '../../analysis/numbers.ts';
import { parseRate } from '../../engine/index.ts';
import type { Frame } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { KindCounts } from '../widgets/counts.tsx';
import { useExisting } from '../widgets/existing.ts';
import { Icon } from '../widgets/icon.tsx';
import { Late, useLate } from '../widgets/late.tsx';
import { Narrator } from '../widgets/narrator.tsx';
import { useNarrow } from '../widgets/room.ts';
import { UserCells } from './user-cells.tsx';
import styles from './users.module.css';

const NO_KINDS: readonly number[] = [];

export const Users = () => {
  const frame = usePage((page) => page.frame);
  const plans = usePage((page) => (parseRate(page.facts?.spec.scenario.workload.changePlan ?? '0/h') ?? 0) > 0);
  const at = frame?.time ?? null;
  const late = useLate(at);
  const narrow = useNarrow();
  return (
    <section className={`pane ${styles['users']}`} aria-label="Users" aria-busy={late}>
      <header className={styles['head']}>
        <h2>Users</h2>
        <HowMany frame={frame} />
        <NoCopy frame={frame} />
        <span className="grow" />
        <KindCounts byKind={frame?.byKind ?? NO_KINDS} label="Users by kind of divergence" plans={plans} />
      </header>
      <UserCells frame={frame}>{(zoom) => <Finder frame={frame} zoom={zoom} />}</UserCells>
      {narrow && (
        <p className={styles['sentence']}>
          <Narrator />
        </p>
      )}
      {late && <Late at={at} />}
    </section>
  );
};

const HowMany = ({ frame }: { readonly frame: Frame | null }) => {
  const count = useExisting(frame);
  if (frame === null) return null;
  return (
    <span className="muted" title={`Cells: ${numberText(frame.users)} numbers given so far, those of the deleted too`}>
      {numberText(count)}
    </span>
  );
};

/** Without a copy nothing is divergent, and nothing agrees. */
const NoCopy = ({ frame }: { readonly frame: Frame | null }) => {
  const words = usePage((page) =>
    frame === null || page.facts === null ? null : noCopyWords(page.facts.spec.scenario, frame.isCompared),
  );
  return words === null ? null : <span title={`${words}.`}>no copy to compare</span>;
};

/** One row that keeps its height: looking for a user's number stands in the place of its button. */
const Finder = ({ frame, zoom }: { readonly frame: Frame | null; readonly zoom: React.ReactNode }) => {
  const runner = useRunner();
  const open = usePage((page) => page.finding);
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(false);
  // Whoever was looking for a number goes on where they began.
  useEffect(() => {
    if (before.current && !open && document.activeElement === document.body) button.current?.focus();
    before.current = open;
  }, [open]);
  const none = frame === null || frame.divergent === 0;
  return (
    <div className={styles['finder']} data-finding={open}>
      {open ? (
        <ByNumber users={frame?.users} />
      ) : (
        <button type="button" className="btn line" ref={button} onClick={() => runner.set({ finding: true })}>
          Find user
        </button>
      )}
      {!open && zoom}
      <span className="grow" />
      <button type="button" className="btn" disabled={none} onClick={() => void runner.choice.nextDivergent(-1)}>
        <Icon name="left" />
        <span>
          Previous<span className={styles['long']}> divergent</span>
        </span>
      </button>
      <button type="button" className="btn" disabled={none} onClick={() => void runner.choice.nextDivergent(1)}>
        <span>
          Next<span className={styles['short']}> divergent</span>
        </span>
        <Icon name="right" />
      </button>
    </div>
  );
};

const ByNumber = ({ users }: { readonly users: number | undefined }) => {
  const { set, choice } = useRunner();
  const close = () => set({ finding: false });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const user = Number(new FormData(event.currentTarget).get('user'));
        if (Number.isInteger(user) && user > 0) void choice.user(user);
        close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        close();
      }}
    >
      <input
        className="field"
        name="user"
        type="number"
        min={1}
        max={users}
        required
        aria-label="User number"
        placeholder="Number"
        // biome-ignore lint/a11y/noAutofocus: the field was asked for by its button
        autoFocus
      />
      <button type="submit" className="btn">
        Show
      </button>
      <button type="button" className="btn" onClick={close}>
        Esc
      </button>
    </form>
  );
};

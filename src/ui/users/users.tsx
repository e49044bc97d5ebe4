// The Users panel: truth and copy of every user at a glance on a canvas, with counts by kind as its text twin, and ways to a
// user by number, by click and by walking from one divergent user to the next.
import { useEffect, useMemo, useRef, useState } from 'react';
import { fieldLayout, nextDivergent, pointOfUser, userAtPoint } from '../../analysis/field.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { counted, numberText } from '../../analysis/numbers.ts';
import { parseRate, STATUSES } from '../../engine/index.ts';
import { CELL_BITS, type Frame } from '../../worker/door.ts';
import { select } from '../state/driver.ts';
import { usePage } from '../state/store.ts';
import { useColours } from '../widgets/colours.ts';
import { Counts } from '../widgets/counts.tsx';
import { drawField } from '../widgets/field.ts';
import { Icon } from '../widgets/icon.tsx';
import { sharp, useRoom } from '../widgets/room.ts';
import styles from './users.module.css';

const NO_KINDS: readonly number[] = [];
/** Room for marks that reach over the edge of their cell. */
const EDGE = 4;

export const Users = () => {
  const frame = usePage((page) => page.frame);
  const plans = usePage((page) => (parseRate(page.facts?.spec.scenario.workload.changePlan ?? '0/h') ?? 0) > 0);
  return (
    <section className={`pane ${styles['users']}`} aria-label="Users">
      <header className={styles['head']}>
        <h2>Users</h2>
        <span className="muted">{frame === null ? '' : numberText(frame.users)}</span>
        <span className="grow" />
        <Counts byKind={frame?.byKind ?? NO_KINDS} label="Users by kind of divergence" plans={plans} />
      </header>
      <Field frame={frame} />
      <Finder frame={frame} />
    </section>
  );
};

const Field = ({ frame }: { readonly frame: Frame | null }) => {
  const selected = usePage((page) => page.selected);
  const colours = useColours();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const room = useRoom(box);
  const [hovered, setHovered] = useState<number | null>(null);
  const users = frame?.users ?? 0;
  const layout = useMemo(
    () => fieldLayout(users, Math.max(10, room.width - 2 * EDGE), Math.max(10, room.height - 2 * EDGE)),
    [users, room],
  );
  useEffect(() => {
    if (frame === null || canvas.current === null || room.width === 0) return;
    const context = sharp(canvas.current, room.width, room.height);
    if (context === null) return;
    context.translate(EDGE, EDGE);
    drawField(context, frame.cells, layout, colours);
  }, [frame, layout, colours, room]);
  const userAt = (event: React.PointerEvent): number | null => {
    const at = event.currentTarget.getBoundingClientRect();
    return userAtPoint(layout, event.clientX - at.left - EDGE, event.clientY - at.top - EDGE) ?? null;
  };
  const quiet =
    frame !== null && frame.divergent === 0 ? 'nobody is divergent' : `${numberText(frame?.divergent ?? 0)} divergent`;
  return (
    <>
      <div className={styles['field']} ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`One cell per user, ${counted(users, 'user')}, ${quiet}`}
          onPointerMove={(event) => setHovered(userAt(event))}
          onPointerLeave={() => setHovered(null)}
          onPointerUp={(event) => void select(userAt(event))}
        />
        {selected !== null && selected <= users && <Ring user={selected} layout={layout} label={String(selected)} />}
        {hovered !== null && frame !== null && hovered !== selected && (
          <Ring user={hovered} layout={layout} label={cellText(frame.cells, hovered, layout.block)} soft />
        )}
      </div>
      {layout.block > 1 && (
        <p className={styles['legend']}>
          1 cell = {layout.block} users; it shows the kind that most of its divergent users have.
        </p>
      )}
    </>
  );
};

interface RingProps {
  readonly user: number;
  readonly layout: ReturnType<typeof fieldLayout>;
  readonly label: string;
  readonly soft?: boolean;
}

/** Frames a cell and says what it is. */
const Ring = ({ user, layout, label, soft = false }: RingProps) => {
  const { x, y } = pointOfUser(layout, user);
  const side = Math.max(12, layout.pitch + 5);
  const middle = layout.pitch / 2;
  const right = x < layout.columns * layout.pitch * 0.6;
  return (
    <div
      className={`${styles['ring']} ${soft ? styles['soft'] : ''}`}
      style={{ left: EDGE + x + middle - side / 2, top: EDGE + y + middle - side / 2, width: side, height: side }}
    >
      <span className={right ? styles['right'] : styles['left']}>{label}</span>
    </div>
  );
};

function cellText(cells: Uint8Array, user: number, block: number): string {
  const cell = cells[user] ?? 0;
  if (block > 1) return `${user} … ${user + block - 1}`;
  const status = STATUSES[(cell & CELL_BITS.status) >> CELL_BITS.statusShift];
  const kind = kindAt(cell & CELL_BITS.kind);
  return `${user} ${status}${kind === undefined ? '' : `, ${kind.title}`}`;
}

const Finder = ({ frame }: { readonly frame: Frame | null }) => {
  const selected = usePage((page) => page.selected);
  const [open, setOpen] = useState(false);
  const walk = (step: 1 | -1) => {
    if (frame === null) return;
    const next = nextDivergent(frame.cells, selected ?? (step === 1 ? 0 : 1), step, CELL_BITS.kind);
    if (next !== undefined) void select(next);
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
            if (Number.isInteger(user) && user > 0) void select(user);
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
      <span className="grow" />
      <button type="button" className="btn" disabled={none} onClick={() => walk(-1)}>
        <Icon name="left" />
        <span>
          Previous<span className={styles['long']}> divergent</span>
        </span>
      </button>
      <button type="button" className="btn" disabled={none} onClick={() => walk(1)}>
        <span>
          Next<span className={styles['long']}> divergent</span>
        </span>
        <Icon name="right" />
      </button>
    </div>
  );
};

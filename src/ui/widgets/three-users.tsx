// Three users to follow at the shown moment, with mark, number and reason; each is a button that chooses them. What is known of them
// is asked of the worker, while it plays no more than once a second.
import { useEffect, useMemo, useRef, useState } from 'react';
import { clockStart } from '../../analysis/clock.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { type Followed, reasonOf, threeUsers } from '../../analysis/user/three-users.ts';
import { CELL_BITS, type RunFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useCalm } from './calm.ts';
import { KindMark } from './mark.tsx';
import styles from './three-users.module.css';

/** Milliseconds: while it plays, and where it rests. */
const CALM = 1000;
const AT_REST = 120;

/** The three, as they are known at the frame's moment; whoever is not known yet is left out. */
function useThree(facts: RunFacts | null): { readonly users: readonly number[]; readonly known: readonly Followed[] } {
  const runner = useRunner();
  const playing = usePage((page) => page.playing);
  const frame = useCalm(
    usePage((page) => page.frame),
    playing ? CALM : AT_REST,
  );
  const taped = facts?.taped ?? false;
  const before = useRef<readonly number[]>([]);
  const users = useMemo(() => (frame === null ? [] : threeUsers(frame.cells, CELL_BITS.kind, before.current)), [frame]);
  before.current = users;
  const time = frame?.time ?? 0;
  const [known, setKnown] = useState<readonly Followed[]>([]);
  useEffect(() => {
    let wanted = true;
    const { door } = runner.connection;
    // Where a history takes long the difference itself is told, and that while the page rests.
    if (!taped && playing) return;
    const asked = users.map(async (user) => ({
      facts: await door.user(user, time),
      lines: taped ? await door.history(user) : [],
    }));
    Promise.all(asked).then(
      (answers) => {
        if (!wanted) return;
        setKnown(
          answers.flatMap(({ facts: of, lines }) => (of === null || of.kind === 0 ? [] : [{ facts: of, lines }])),
        );
      },
      // The worker went away or the run was replaced; whoever noticed has said so.
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [runner, users, time, taped, playing]);
  return { users, known: facts === null ? [] : known };
}

export const ThreeUsers = () => {
  const runner = useRunner();
  const facts = usePage((page) => page.facts);
  const { users, known } = useThree(facts);
  if (facts === null || users.length === 0) return null;
  const start = clockStart(facts.spec.scenario.start);
  return (
    <ul className={styles['three']} aria-label="Users to follow">
      {known.map((each) => {
        const kind = kindAt(each.facts.kind);
        return (
          <li key={each.facts.user}>
            <button type="button" onClick={() => void runner.choice.user(each.facts.user)}>
              {kind !== undefined && <KindMark kind={kind.kind} />}
              <b>{each.facts.user}</b>
              <span>{reasonOf(each, facts.invoiceRuns, start)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
};

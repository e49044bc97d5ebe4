// The faults that are active at the shown moment, each named where it strikes, with the button that removes it; and those that are over at
// once and have just struck, which nobody can remove any more. They lie over the drawing: one that begins or ends moves nothing.
import { activeAt, type Place } from '../../analysis/component-status.ts';
import { justStruck } from '../../analysis/narrator/struck.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import fault from '../widgets/fault.module.css';
import { Icon } from '../widgets/icon.tsx';
import styles from './active-faults.module.css';

interface Flag {
  readonly x: number;
  readonly y: number;
  readonly side: 'left' | 'middle' | 'right';
  readonly room?: number;
}

const placed = ({ x, y, room }: Flag, above: number) =>
  ({ left: x, top: y - above * APART, ...(room !== undefined && { '--room': `${room}px` }) }) as React.CSSProperties;

/** Several of one place hang above each other, pixels apart. */
const APART = 27;
const PLACES: readonly Place[] = ['user', 'broker', 'billing', 'api'];

export const ActiveFaults = ({ flags }: { readonly flags: Readonly<Record<Place, Flag>> }) => {
  const { edit, notices } = useRunner();
  const running = usePage((page) => page.stage.is === 'running');
  const moment = usePage((page) => page.frame?.moment ?? null);
  const all = usePage((page) => page.facts?.faults);
  const time = usePage((page) => page.frame?.time ?? null);
  const struck = all === undefined || time === null ? [] : justStruck(all, time);
  return (
    <>
      <ul className={styles['active']} aria-label="Active faults">
        {PLACES.flatMap((place) =>
          activeAt(moment, place).map(({ name, title }, n) => {
            const flag = flags[place];
            return (
              <li
                key={name}
                className={`${fault['fault']} ${styles['flag']} ${styles[flag.side]}`}
                style={placed(flag, n)}
              >
                {title}
                <button
                  type="button"
                  aria-label={`Remove ${title}`}
                  disabled={running}
                  onClick={() => void edit.removeFault(name, title)}
                >
                  <Icon name="close" />
                </button>
              </li>
            );
          }),
        )}
      </ul>
      {struck.length > 0 && (
        <ul className={styles['active']} aria-label="Just happened">
          {PLACES.flatMap((place) => {
            const before = activeAt(moment, place).length;
            return struck
              .filter((each) => each.place === place)
              .map(({ name, title, at }, n) => {
                const flag = flags[place];
                return (
                  <li
                    key={name}
                    className={`${fault['fault']} ${fault['over']} ${styles['flag']} ${styles[flag.side]}`}
                    style={placed(flag, before + n)}
                  >
                    {title}, {notices.clock(at)}
                  </li>
                );
              });
          })}
        </ul>
      )}
    </>
  );
};

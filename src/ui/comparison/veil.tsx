// What lies over the lanes' pictures: the playhead, a veil over what lies ahead of it, and paper over what nobody has reached. It is
// moved outside React, since it moves with every frame: the pictures themselves are drawn once.
import { useEffect, useRef } from 'react';
import { type Axis, placeOn } from '../../analysis/lanes/axis.ts';
import { repairDue, runsDue } from '../../analysis/planned.ts';
import type { RunFacts } from '../../worker/door.ts';
import type { PageState } from '../state/store.ts';
import { useRunner } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';
import styles from './rows.module.css';

interface Props {
  readonly axis: Axis;
  /** Pixels of what may be seen before it is reached: when the repair begins, and when invoice runs are due. */
  readonly forks: readonly number[];
  readonly due: readonly number[];
}

export const LaneVeil = ({ axis, forks, due }: Props) => {
  const runner = useRunner();
  const veil = useRef<HTMLDivElement>(null);
  const paper = useRef<HTMLDivElement>(null);
  const planned = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = (page: PageState) => {
      if (veil.current === null || paper.current === null || planned.current === null || head.current === null) return;
      const now = placeOn(axis, page.time);
      const until = placeOn(axis, Math.max(page.time, veiledAfter(page)));
      veil.current.style.transform = `translateX(${now}px)`;
      paper.current.style.transform = `translateX(${until}px)`;
      planned.current.style.clipPath = `inset(0 0 0 ${until}px)`;
      head.current.style.transform = `translateX(${now}px)`;
      head.current.hidden = page.time < axis.from;
    };
    move(runner.get());
    return runner.store.subscribe(move);
  }, [runner, axis]);
  return (
    <div className={styles['over']} aria-hidden="true">
      <div className={styles['veil']} ref={veil} />
      <div className={styles['unreached']} ref={paper} />
      <div className={styles['planned']} ref={planned}>
        {due.map((x) => (
          <i key={x} className={styles['due']} style={{ left: x }} />
        ))}
        {forks.map((x) => (
          <i key={x} className={styles['fork']} style={{ left: x }} />
        ))}
      </div>
      <div className={styles['playhead']} ref={head} />
    </div>
  );
};

/** Pixels of some moments, each once. */
const placesOf = (axis: Axis, times: readonly number[]): readonly number[] => [
  ...new Set(
    times.filter((time) => time >= axis.from && time <= axis.to).map((time) => Math.round(placeOn(axis, time))),
  ),
];

const forksOf = (lanes: readonly RunFacts[]): readonly number[] => lanes.flatMap((lane) => repairDue(lane) ?? []);
const dueOf = (lanes: readonly RunFacts[]): readonly number[] => lanes.flatMap(({ spec }) => runsDue(spec.scenario));

/** Pixels of what is known of some lanes before it is reached. */
export const plannedOf = (lanes: readonly RunFacts[], axis: Axis): Omit<Props, 'axis'> => ({
  forks: placesOf(axis, forksOf(lanes)),
  due: placesOf(axis, dueOf(lanes)),
});

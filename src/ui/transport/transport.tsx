// The Transport: play and pause, single steps, speed, and the slider of virtual time over the whole run. It commands the
// player and knows nothing of what is being played.
import { clockStart, clockText, dateText, lengthText, momentText } from '../../analysis/clock.ts';
import { SPEEDS } from '../../player/player.ts';
import { present } from '../state/slices/stage.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { Icon } from '../widgets/icon.tsx';
import { ChapterStrip } from './chapters.tsx';
import { Overview } from './overview.tsx';
import styles from './transport.module.css';
import { Upcoming } from './upcoming.tsx';

interface Props {
  /** What was done last; it takes the place of what comes next. */
  readonly said: React.ReactNode;
  readonly changes: React.ReactNode;
}

export const TransportBar = ({ said, changes }: Props) => {
  const runner = useRunner();
  const ready = usePage((page) => page.stage.is === 'ready');
  const playing = usePage((page) => page.playing);
  return (
    <div className={styles['transport']} role="toolbar" aria-label="Transport">
      <div className={styles['controls']}>
        <button
          type="button"
          className="btn icon"
          aria-label="Step back"
          disabled={!ready}
          onClick={(e) => void runner.play.step('previous', e.shiftKey)}
        >
          <Icon name="back" />
        </button>
        <button type="button" className={`btn accent ${styles['play']}`} disabled={!ready} onClick={runner.play.toggle}>
          <Icon name={playing ? 'pause' : 'play'} />
          {playing ? 'Pause' : 'Play'}
        </button>
        <button
          type="button"
          className="btn icon"
          aria-label="Step"
          disabled={!ready}
          onClick={(e) => void runner.play.step('next', e.shiftKey)}
        >
          <Icon name="step" />
        </button>
        <button type="button" className="btn icon" aria-label="Restart" disabled={!ready} onClick={runner.play.restart}>
          <Icon name="restart" />
        </button>
        <Speed />
      </div>
      <Clock />
      <div className={styles['news']}>
        <Upcoming />
        {said}
      </div>
      {changes}
      <span className={styles['zoomRoom']} />
      <ChapterStrip />
      <Slider />
    </div>
  );
};

const PACE = 'pace';

const Speed = () => {
  const runner = useRunner();
  const speed = usePage((page) => page.speed);
  const paced = usePage((page) => page.paced);
  return (
    <span className={styles['rate']}>
      <select
        className={`field ${styles['speed']}`}
        aria-label="Speed"
        value={paced ? PACE : speed}
        onChange={({ target: { value } }) => (value === PACE ? runner.play.paced() : runner.play.speed(Number(value)))}
      >
        <option value={PACE}>Pace of events</option>
        {SPEEDS.map((each) => (
          <option key={each} value={each}>
            1 s shows {lengthText(each)}
          </option>
        ))}
      </select>
      <span className={styles['now']}>{paced && `now 1 s shows ${lengthText(speed)}`}</span>
    </span>
  );
};

/** Before the first run has ended it shows the moment to which that leads. */
const Clock = () => {
  const time = usePage((page) => (page.facts === null ? present(page) : page).time);
  const start = usePage((page) => page.work?.scenario.start);
  const playing = usePage((page) => page.playing);
  if (start === undefined) return <span className={styles['clock']}>--:--:--</span>;
  const from = clockStart(start);
  const text = clockText(from, time, 'microsecond');
  return (
    <span className={styles['clock']}>
      {text.slice(0, 8)}
      <small className={styles['fine']}>
        <span>{playing ? '' : text.slice(8)}</span>
        <span className={styles['date']}>{dateText(from, time)}</span>
      </small>
    </span>
  );
};

/** Key presses on the slider move it by this part of the run. */
const FINENESS = 1000;

const Slider = () => {
  const runner = useRunner();
  const time = usePage((page) => page.time);
  const end = usePage((page) => page.end);
  const start = usePage((page) => page.work?.scenario.start);
  const playing = usePage((page) => page.playing);
  const ready = usePage((page) => page.stage.is === 'ready');
  const text = start === undefined ? '' : momentText(clockStart(start), time, playing ? 'second' : 'microsecond');
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    const part = Math.max(1, Math.round(end / FINENESS));
    const moves: Readonly<Record<string, number>> = {
      ArrowRight: part,
      ArrowUp: part,
      ArrowLeft: -part,
      ArrowDown: -part,
      PageUp: 20 * part,
      PageDown: -20 * part,
    };
    if (event.key === 'End') {
      event.preventDefault();
      return runner.play.toEnd();
    }
    const by = moves[event.key];
    if (by === undefined) return;
    event.preventDefault();
    runner.play.seek(time + by * (event.shiftKey ? 10 : 1));
  };
  return (
    <div className={styles['whole']}>
      <span className={styles['label']}>Whole run{end > 0 && `, ${lengthText(end)}`}</span>
      <div className={styles['strip']}>
        <Overview />
        <input
          type="range"
          className={styles['slider']}
          aria-label="Virtual time"
          aria-valuetext={text}
          min={0}
          max={Math.max(1, end)}
          step={1}
          value={time}
          disabled={!ready}
          onChange={(event) => runner.play.seek(Number(event.target.value))}
          onKeyDown={onKeyDown}
          onPointerDown={runner.play.grab}
          onPointerUp={runner.play.release}
          onPointerCancel={runner.play.release}
          onBlur={runner.play.release}
        />
      </div>
    </div>
  );
};

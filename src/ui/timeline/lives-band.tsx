// Every wrong user of the run as a line, in place of the curve that counts them; and the switch between the two.
import { useEffect, useRef, useState } from 'react';
import { linearAxis } from '../../analysis/lanes/axis.ts';
import type { LifeRaster } from '../../analysis/lanes/life-raster.ts';
import type { SeenFacts } from '../../analysis/seen.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useColours } from '../widgets/colours.ts';
import { paintLives } from '../widgets/paint-lives.ts';
import type { PlotBox } from './curve-labels.tsx';
import styles from './timeline.module.css';

interface Shown {
  readonly from: number;
  readonly to: number;
}

/** The picture of the shown part, made anew by the worker when that or the room changes; the one before stays meanwhile. */
function useRaster({ from, to }: Shown, width: number, height: number): LifeRaster | null {
  const { connection } = useRunner();
  const facts = usePage((page) => page.facts);
  const [raster, setRaster] = useState<LifeRaster | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has another picture
  useEffect(() => {
    if (width <= 0 || height <= 0) return;
    let wanted = true;
    const ratio = Math.min(2, Math.max(1, window.devicePixelRatio));
    connection.door.raster(linearAxis(from, to, Math.round(width * ratio)), Math.round(height * ratio)).then(
      (answer) => wanted && setRaster(answer),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [connection, facts, from, to, width, height]);
  return raster;
}

interface Props {
  readonly facts: SeenFacts;
  readonly shown: Shown;
  readonly x: (time: number) => number;
  readonly box: PlotBox;
}

export const LivesBand = ({ facts, shown, x, box: { top, bottom, left, right } }: Props) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  const [width, height] = [Math.max(0, right - left), Math.max(0, bottom - top)];
  const raster = useRaster(shown, width, height);
  useEffect(() => {
    if (canvas.current !== null && raster !== null) paintLives(canvas.current, raster, colours);
  }, [raster, colours]);
  const known = Math.min(width, Math.max(0, x(facts.until) - left));
  return (
    <foreignObject x={left} y={top} width={width} height={height}>
      <div className={styles['lives']} style={facts.isCut ? { clipPath: `inset(0 ${width - known}px 0 0)` } : {}}>
        <canvas ref={canvas} />
      </div>
    </foreignObject>
  );
};

/** `top`: where the band begins, pixels. */
export const LivesSwitch = ({ top }: { readonly top: number }) => {
  const runner = useRunner();
  const as = usePage((page) => page.timelineAs);
  const way = (own: 'users' | 'count', name: string, title: string) => (
    <button
      type="button"
      className={as === own ? styles['pressed'] : ''}
      aria-pressed={as === own}
      title={title}
      onClick={() => runner.set({ timelineAs: own })}
    >
      {name}
    </button>
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings a look of its own
    <div
      className={styles['livesSwitch']}
      style={{ top }}
      role="group"
      aria-label="Divergent users drawn as"
      onPointerDown={(event) => event.stopPropagation()}
    >
      {way('users', 'Users', 'Every wrong user is a line')}
      {way('count', 'Count', 'How many users are wrong')}
    </div>
  );
};

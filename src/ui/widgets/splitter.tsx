// A line between two panels that can be moved: by pointer, by arrow keys, back to where it was designed by double click or
// Enter. It follows the ARIA pattern of a window splitter and knows neither panels nor where sizes are kept.
import { useRef } from 'react';
import styles from './splitter.module.css';

interface Props {
  readonly label: string;
  /** The direction in which it moves. */
  readonly along: 'x' | 'y';
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly unit: string;
  /** What one pixel of movement to the right, or down, is worth. */
  readonly perPixel: (line: HTMLElement) => number;
  readonly onMove: (value: number) => void;
  readonly onReset: () => void;
}

const STEP = 16;
const LARGE = 64;

export const Splitter = ({ label, along, value, least, most, unit, perPixel, onMove, onReset }: Props) => {
  const grabbed = useRef<{ readonly at: number; readonly value: number } | null>(null);
  const place = (event: React.PointerEvent) => (along === 'x' ? event.clientX : event.clientY);
  const moveTo = (wanted: number) => onMove(Math.min(most, Math.max(least, wanted)));
  const onKeyDown = (event: React.KeyboardEvent<HTMLDivElement>) => {
    const step = (event.shiftKey ? LARGE : STEP) * perPixel(event.currentTarget);
    const forth = along === 'x' ? 'ArrowRight' : 'ArrowDown';
    const back = along === 'x' ? 'ArrowLeft' : 'ArrowUp';
    const acts: Readonly<Record<string, () => void>> = {
      [forth]: () => moveTo(value + step),
      [back]: () => moveTo(value - step),
      Home: () => moveTo(least),
      End: () => moveTo(most),
      Enter: onReset,
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved; this is the window splitter of the ARIA practices
    <div
      className={along === 'x' ? styles['x'] : styles['y']}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={along === 'x' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(least)}
      aria-valuemax={Math.round(most)}
      aria-valuetext={`${Math.round(value)} ${unit}`}
      onKeyDown={onKeyDown}
      onDoubleClick={onReset}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = { at: place(event), value };
      }}
      onPointerMove={(event) => {
        if (grabbed.current === null) return;
        const moved = place(event) - grabbed.current.at;
        if (moved !== 0) moveTo(grabbed.current.value + moved * perPixel(event.currentTarget));
      }}
      onPointerUp={() => {
        grabbed.current = null;
      }}
      onPointerCancel={() => {
        grabbed.current = null;
      }}
    />
  );
};

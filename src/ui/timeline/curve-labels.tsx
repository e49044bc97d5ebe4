// What the curve says at the playhead, written beside it in each kind's ink, so that nobody has to look for a legend.
import { STACK } from '../../analysis/kinds.ts';
import { numberText } from '../../analysis/numbers.ts';
import { usePage } from '../state/use-runner.ts';
import styles from './timeline.module.css';

export interface PlotBox {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

interface Props {
  readonly x: (time: number) => number;
  readonly y: (count: number) => number;
  readonly box: PlotBox;
}

interface Label {
  readonly kind: string;
  readonly text: string;
  readonly count: number;
  /** Users below the middle of its band. */
  readonly middle: number;
}

/** Pixels from one label to the next, and that a label needs. */
const APART = 14;
const ROOM = 150;

/** Two bands on one line, in the ink of the larger. */
const joined = (a: Label, b: Label): Label => ({
  ...(a.count >= b.count ? a : b),
  text: `${a.text}, ${b.text}`,
  count: a.count + b.count,
});

/** One label for each kind that there is, from the bottom; the smallest share a line where there is no room. */
function labelsOf(byKind: readonly number[], most: number): readonly Label[] {
  let below = 0;
  let labels: readonly Label[] = STACK.filter(({ index }) => (byKind[index] ?? 0) > 0).map(({ kind, index, title }) => {
    const count = byKind[index] ?? 0;
    below += count;
    return { kind, text: `${numberText(count)} ${title}`, count, middle: below - count / 2 };
  });
  while (labels.length > Math.max(1, most)) {
    const smallest = labels.reduce((best, { count }, n) => (count < (labels[best]?.count ?? 0) ? n : best), 0);
    const first = Math.max(0, smallest - 1);
    const [a, b] = [labels[first] as Label, labels[first + 1] as Label];
    labels = [...labels.slice(0, first), joined(a, b), ...labels.slice(first + 2)];
  }
  return labels;
}

/** Heights from the bottom up, each at its band but none upon another. */
function heightsOf(labels: readonly Label[], y: Props['y'], { top, bottom }: PlotBox): readonly number[] {
  let free = bottom - 4;
  const heights = labels.map(({ middle }) => {
    const at = Math.min(free, y(middle) + 4);
    free = at - APART;
    return at;
  });
  let least = top + 10;
  return heights
    .toReversed()
    .map((height) => {
      const at = Math.max(least, height);
      least = at + APART;
      return at;
    })
    .toReversed();
}

export const CurveLabels = ({ x, y, box }: Props) => {
  const frame = usePage((page) => page.frame);
  const at = x(usePage((page) => page.time));
  if (frame === null) return null;
  if (at < box.left || at > box.right || box.bottom - box.top < 40) return null;
  const leftOf = box.right - at < ROOM;
  const labels = labelsOf(frame.byKind, Math.floor((box.bottom - box.top - 4) / APART));
  const heights = heightsOf(labels, y, box);
  return labels.map(({ kind, text }, n) => (
    <text
      key={kind}
      className={`${styles['curveLabel']} ${styles[`ink-${kind}`]}`}
      x={leftOf ? at - 8 : at + 8}
      y={heights[n]}
      textAnchor={leftOf ? 'end' : 'start'}
    >
      {text}
    </text>
  ));
};

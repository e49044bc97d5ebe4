// The key of the lanes' pictures: the kinds that occur, by mark and colour, how many users a pixel stands for, and whether the axis is
// stretched where a machine writes.
import { lengthText } from '../../analysis/clock.ts';
import { kinds } from '../../analysis/kinds.ts';
import type { LanesOfLives } from '../../analysis/lanes/lane-lives.ts';
import { rowScale } from '../../analysis/lanes/life-rows.ts';
import { IN_PASSING } from '../../analysis/lanes/lives.ts';
import { numberText } from '../../analysis/numbers.ts';
import type { RunFacts } from '../../worker/door.ts';
import { KindMark } from '../widgets/mark.tsx';
import styles from './rows.module.css';

interface Props {
  readonly lanes: readonly RunFacts[];
  readonly lives: LanesOfLives | null;
  /** Pixels. */
  readonly raster: number;
}

/** How many users a pixel stands for, in the upper and in the lower part of a picture. */
function scaleWords({ rows, passing }: LanesOfLives, raster: number): string {
  const { near, far, nearHeight, height } = rowScale(rows, raster);
  const each = (count: number, tall: number) => numberText(Math.max(1, Math.round(count / Math.max(1, tall))), 0);
  if (near + far === 0) return 'Nobody is ever wrong.';
  const upper = `${numberText(near)} users, ${each(near, nearHeight)} to a pixel`;
  const left = passing > IN_PASSING ? ` Whoever was wrong for less than ${lengthText(passing)} is left out.` : '';
  if (far === 0) return `Every line is a user: ${upper}.${left}`;
  return `Above: ${upper}. Below: ${numberText(far)} who are wrong only in passing, ${each(far, height - nearHeight)} to a pixel. A pixel shows their share.${left}`;
}

export const LivesKey = ({ lanes, lives, raster }: Props) => {
  const used = kinds.filter(({ index }) =>
    lanes.some(({ samples: { byKind } }) => byKind[index]?.some((count) => count > 0)),
  );
  return (
    <p className={styles['key']} title={lives === null ? '' : scaleWords(lives, raster)}>
      {used.map(({ kind, title }) => (
        <span key={kind} className={`k-${kind}`}>
          <KindMark kind={kind} /> {title}
        </span>
      ))}
    </p>
  );
};

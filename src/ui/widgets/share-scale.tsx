// What a tile of the field says, where it stands for many users: a scale of tiles with the shares that they show.
import { useEffect, useRef } from 'react';
import { counted } from '../../analysis/numbers.ts';
import { KINDS } from '../../engine/index.ts';
import { CELL_BITS } from '../../worker/door.ts';
import { useColours } from './colours.ts';
import { sharp } from './room.ts';
import styles from './share-scale.module.css';
import { drawShares } from './shares.ts';

const SHARES = [0.01, 0.08, 0.25, 0.5];
/** Tiles to a sample. */
const [WIDE, TALL] = [3, 2];
const USERS = 1000;

/** Users of whom a share is overbilled; the rest are active and agree. */
const cellsFor = (share: number): Uint8Array =>
  Uint8Array.from({ length: WIDE * TALL * USERS + 1 }, (_, user) =>
    user % USERS < share * USERS ? KINDS.indexOf('overbilled') | ACTIVE : ACTIVE,
  );
const ACTIVE = 1 << CELL_BITS.statusShift;

/** `users` to a tile, whose side is `side` pixels. */
export const ShareScale = ({ users, side }: { readonly users: number; readonly side: number }) => (
  <span className={styles['scale']}>
    <span>1 cell = {counted(users, 'user')}; differing:</span>
    {SHARES.map((share) => (
      <span key={share} className={styles['sample']}>
        <Sample share={share} side={side} /> {share * 100}&#8239;%
      </span>
    ))}
  </span>
);

const Sample = ({ share, side }: { readonly share: number; readonly side: number }) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const colours = useColours();
  useEffect(() => {
    const context = canvas.current && sharp(canvas.current, WIDE * side, TALL * side);
    if (context === null) return;
    const last = WIDE * TALL * USERS;
    const layout = { first: 1, last, block: USERS, columns: WIDE, rows: TALL, wide: side, tall: side, left: 0 };
    drawShares(context, cellsFor(share), layout, colours);
  }, [share, side, colours]);
  return <canvas ref={canvas} />;
};

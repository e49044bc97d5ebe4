// What the worker knows of the lives of all lanes, asked once for the lanes that are shown and again when the room changes.
import { useEffect, useMemo, useState } from 'react';
import type { Axis } from '../../analysis/lanes/axis.ts';
import type { LanesOfLives, UserLife } from '../../analysis/lanes/lane-lives.ts';
import type { LifeRaster } from '../../analysis/lanes/life-raster.ts';
import type { RunFacts } from '../../worker/door.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { veiledAfter } from '../state/veil.ts';

/** An answer about the lanes that are shown; null until it has come. */
function useAnswer<Answer>(lanes: readonly RunFacts[], key: string | null, ask: () => Promise<Answer>): Answer | null {
  const [known, setKnown] = useState<{ readonly of: readonly RunFacts[]; readonly answer: Answer } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the question depends on
  useEffect(() => {
    if (key === null) return;
    let wanted = true;
    ask().then(
      (answer) => wanted && setKnown({ of: lanes, answer }),
      () => {},
    );
    return () => {
      wanted = false;
    };
  }, [lanes, key]);
  return known !== null && known.of === lanes ? known.answer : null;
}

export function useLives(lanes: readonly RunFacts[]): LanesOfLives | null {
  const { connection } = useRunner();
  return useAnswer(lanes, '', () => connection.door.laneLives());
}

/** `ratio`: pixels of the screen to one of the axis. */
export function useRasters(
  lanes: readonly RunFacts[],
  axis: Axis,
  height: number,
  ratio: number,
): readonly LifeRaster[] | null {
  const { connection } = useRunner();
  const key = axis.width > 0 && height > 0 ? `${axis.width} ${height} ${ratio} ${axis.pieces.length}` : null;
  return useAnswer(lanes, key, () => {
    const scaled = axis.pieces.map((piece) => ({ ...piece, left: piece.left * ratio, right: piece.right * ratio }));
    return connection.door.laneRasters(
      { ...axis, width: Math.round(axis.width * ratio), pieces: scaled },
      height * ratio,
    );
  });
}

/** Of the lives of a user those that have begun where anybody has looked; one whose end nobody has seen is open. */
export function useKnownLives(lives: readonly UserLife[]): readonly (UserLife & { readonly isOpen: boolean })[] {
  const [begun, over] = [
    usePage((page) => lives.filter(({ from }) => from <= veiledAfter(page)).length),
    usePage((page) => lives.filter(({ to }) => to <= veiledAfter(page)).length),
  ];
  return useMemo(
    () =>
      lives
        .slice(0, begun)
        .map((life, n) => ({ ...life, to: n < over ? life.to : Number.POSITIVE_INFINITY, isOpen: n >= over })),
    [lives, begun, over],
  );
}

export interface FollowedUser {
  readonly user: number;
  /** Lane by lane. */
  readonly lives: readonly (readonly UserLife[])[];
}

/** The chosen user in all lanes; null while nobody is chosen, or nothing is known. */
export function useFollowed(lanes: readonly RunFacts[]): FollowedUser | null {
  const { connection } = useRunner();
  const user = usePage((page) => page.selected);
  const found = useAnswer(lanes, user === null ? null : String(user), async () => ({
    user: user as number,
    lives: await connection.door.laneUser(user as number),
  }));
  return found !== null && found.user === user && found.lives.length === lanes.length ? found : null;
}

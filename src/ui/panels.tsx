// The stage's panels side by side and the lines between them that people can move. On a tablet the Inspector is a sheet over
// Topology; on a phone one panel is shown at a time.
import { useEffect, useRef } from 'react';
import styles from './app.module.css';
import { ActiveFaults } from './faults/active-faults.tsx';
import { FaultMenu } from './faults/fault-menu.tsx';
import { Inspector } from './inspector/inspector.tsx';
import { DESIGNED, LIMITS, resize } from './state/sizes.ts';
import type { Sizes } from './state/slices/chrome.ts';
import { usePage, useRunner } from './state/use-runner.ts';
import { TopologyPanel } from './topology/topology.tsx';
import { Users } from './users/users.tsx';
import { useLit } from './widgets/lit.ts';
import { Splitter } from './widgets/splitter.tsx';

const columnsOf = ({ topology, inspector }: Sizes): React.CSSProperties =>
  ({
    ...(topology !== null && { '--topology': `${topology}fr`, '--users': `${100 - topology}fr` }),
    ...(inspector !== null && { '--inspector': `${inspector}px` }),
  }) as React.CSSProperties;

/** Whoever opens the Inspector by keyboard goes on in it, and comes back to the field of users when it is closed. */
function useSheetFocus(): React.RefObject<HTMLDivElement | null> {
  const room = useRef<HTMLDivElement>(null);
  const sheet = usePage((page) => page.sheet);
  const before = useRef(false);
  useEffect(() => {
    if (sheet === before.current) return;
    before.current = sheet;
    const inspector = room.current?.querySelector<HTMLElement>(':scope > section:nth-of-type(3)');
    const { activeElement } = document;
    if (sheet) inspector?.querySelector('button')?.focus();
    else if (activeElement === document.body || inspector?.contains(activeElement))
      room.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }, [sheet]);
  return room;
}

export const Panels = () => {
  const runner = useRunner();
  const sizes = usePage((page) => page.sizes);
  const sheet = usePage((page) => page.sheet);
  const card = usePage((page) => page.place !== null || page.letter !== null);
  const room = useSheetFocus();
  useLit(room);
  return (
    <div className={styles['panels']} style={columnsOf(sizes)} data-sheet={sheet || card} ref={room}>
      <TopologyPanel actions={<FaultMenu />} faults={(flags) => <ActiveFaults flags={flags} />} />
      <Splitter
        label="Room for Topology and Users"
        along="x"
        value={sizes.topology ?? DESIGNED.topology}
        least={LIMITS.topology[0]}
        most={LIMITS.topology[1]}
        unit="percent for Topology"
        perPixel={(line) => 100 / roomAround(line)}
        onMove={(share) => resize(runner.store, 'topology', share)}
        onReset={() => resize(runner.store, 'topology', null)}
      />
      <Users />
      <Splitter
        label="Room for the Inspector"
        along="x"
        value={sizes.inspector ?? DESIGNED.inspector}
        least={LIMITS.inspector[0]}
        most={LIMITS.inspector[1]}
        unit="pixels"
        perPixel={() => -1}
        onMove={(width) => resize(runner.store, 'inspector', width)}
        onReset={() => resize(runner.store, 'inspector', null)}
      />
      <Inspector />
    </div>
  );
};

/** Pixels that the panels on both sides of a line have together. */
const roomAround = ({ previousElementSibling: left, nextElementSibling: right }: HTMLElement): number =>
  Math.max(1, (left?.clientWidth ?? 0) + (right?.clientWidth ?? 0));

/** The line over the dock: more of it is more room for the timeline's lanes. */
export const DockSplitter = () => {
  const runner = useRunner();
  const height = usePage((page) => page.sizes.timeline);
  return (
    <Splitter
      label="Room for the Timeline"
      along="y"
      value={height ?? DESIGNED.timeline}
      least={LIMITS.timeline[0]}
      most={LIMITS.timeline[1]}
      unit="pixels"
      perPixel={() => -1}
      onMove={(wanted) => resize(runner.store, 'timeline', wanted)}
      onReset={() => resize(runner.store, 'timeline', null)}
    />
  );
};

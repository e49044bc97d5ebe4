// The Topology: User service, broker and Billing service as focusable nodes, the API as a second road, messages moving between
// them, and the list of active faults. Positions are fixed for the room at hand; nothing here can be dragged out of place.
import { type Edge, type NodeTypes, ReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { memo, useMemo, useRef } from 'react';
import {
  apiStatus,
  billingStatus,
  brokerStatus,
  type ComponentStatus,
  type Place,
  spoken,
  userStatus,
} from '../../analysis/component-status.ts';
import { justStruck } from '../../analysis/narrator/struck.ts';
import type { FaultSpan, RunSpec } from '../../engine/index.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { useOwnWords } from '../state/use-words.ts';
import { useCalm } from '../widgets/calm.ts';
import { Late, useLate } from '../widgets/late.tsx';
import { Narrator } from '../widgets/narrator.tsx';
import { useRoom } from '../widgets/room.ts';
import { AboutButton } from './about.tsx';
import { type Box, type Flag, flagsIn, type Layout, layoutFor, linesFor } from './layout.ts';
import { MovingMessages } from './messages.tsx';
import { Service, type ServiceData, type ServiceNode } from './node.tsx';
import styles from './topology.module.css';

const nodeTypes: NodeTypes = { service: Service };
const edges = (say: (text: string) => string): Edge[] => [
  {
    id: 'publish',
    source: 'user',
    target: 'broker',
    ariaLabel: say('From the User service to the broker'),
    type: 'straight',
    focusable: false,
    selectable: false,
  },
  {
    id: 'deliver',
    source: 'broker',
    target: 'billing',
    ariaLabel: say('From the broker to the Billing service'),
    type: 'straight',
    focusable: false,
    selectable: false,
  },
];

const HIDDEN = { hideAttribution: true } as const;

interface Shown {
  readonly spec: RunSpec;
  readonly frame: PageState['frame'];
  readonly user: PageState['user'];
  /** All faults of the run. */
  readonly faults: readonly FaultSpan[];
  /** Their names are put into the document by the library that places them. */
  readonly say: (text: string) => string;
}

/** Users who sign up during a run seldom make a fifth of all. */
const digitsOf = (users: number): number => Math.max(4, String(Math.round(users * 1.2)).length);

function nodesFor(layout: Layout, { spec, frame, user, faults, say }: Shown): ServiceNode[] {
  const moment = frame?.moment ?? null;
  const struck = frame === null ? [] : justStruck(faults, frame.time);
  const node = (
    id: 'user' | 'broker' | 'billing',
    title: string,
    box: Box,
    status: ComponentStatus,
    more: Partial<ServiceData>,
  ): ServiceNode => ({
    id,
    type: 'service',
    position: { x: box.x, y: box.y },
    width: box.width,
    height: box.height,
    initialWidth: box.width,
    initialHeight: box.height,
    draggable: false,
    connectable: false,
    ariaLabel: say(title),
    domAttributes: { 'aria-describedby': `status-${id}`, 'aria-roledescription': 'component' } as never,
    data: {
      title,
      place: id,
      status,
      description: spoken(
        status,
        struck.filter(({ place }) => place === id),
      ),
      struck: struck.filter(({ place }) => place === id).length,
      descriptionId: `status-${id}`,
      column: null,
      rows: [],
      chosen: null,
      kind: 0,
      waiting: null,
      upright: layout.upright,
      // Where there is no room for rows, the chosen user has one.
      most: layout.rows === 0 && !layout.upright && user !== null ? 1 : layout.rows,
      digits: digitsOf(spec.scenario.population.users),
      lines: linesFor(layout, id, status.lines, {
        faults: status.faults.length + struck.filter(({ place }) => place === id).length,
        log: moment?.broker.log === true,
      }),
      ...more,
    },
  });
  const kind = user?.kind ?? 0;
  return [
    node('user', 'User service', layout.user, userStatus(spec, moment), {
      column: 'Truth',
      rows: frame?.truth ?? [],
      chosen: user?.truth ?? null,
      kind,
    }),
    node('broker', 'Broker', layout.broker, brokerStatus(spec, moment), { waiting: moment?.broker ?? null }),
    node('billing', 'Billing service', layout.billing, billingStatus(spec, moment), {
      column: 'Copy',
      rows: frame?.copy ?? [],
      chosen: user?.copy ?? null,
      kind,
    }),
  ];
}

/** Nodes follow the shown moment a few times a second: words that change faster cannot be read. */
const CALM = 90;

interface TopologyProps {
  /** What people can do to the run, in the head. */
  readonly actions: React.ReactNode;
  /** The faults that are active, each named where it strikes. */
  readonly faults: (flags: Readonly<Record<Place, Flag>>) => React.ReactNode;
}

export const TopologyPanel = ({ actions, faults }: TopologyProps) => {
  const spec = usePage((page) => page.facts?.spec);
  const at = usePage((page) => page.frame?.time ?? null);
  const late = useLate(at);
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useRoom(box);
  const layout = useMemo(() => layoutFor(width, height), [width, height]);
  return (
    <section className={`pane ${styles['topology']}`} aria-label="Topology" aria-busy={late}>
      <header>
        <h2>Topology</h2>
        <span className="grow" />
        {actions}
      </header>
      <div className={styles['stage']} ref={box}>
        {spec !== undefined && width > 0 && (
          <>
            <Road layout={layout} width={width} height={height} />
            <Nodes layout={layout} spec={spec} />
            <MovingMessages layout={layout} width={width} height={height} />
            {faults(flagsIn(layout))}
          </>
        )}
      </div>
      <p className={styles['caption']}>
        <Narrator />
      </p>
      {late && <Late at={at} />}
    </section>
  );
};

const Nodes = memo(({ layout, spec }: { readonly layout: Layout; readonly spec: RunSpec }) => {
  const say = useOwnWords();
  const frame = useCalm(
    usePage((page) => page.frame),
    CALM,
  );
  const user = useCalm(
    usePage((page) => page.user),
    CALM,
  );
  const all = usePage((page) => page.facts?.faults);
  const nodes = useMemo(
    () => nodesFor(layout, { spec, frame, user, faults: all ?? [], say }),
    [layout, spec, frame, user, all, say],
  );
  return <Flow nodes={nodes} />;
});

const Flow = memo(({ nodes }: { readonly nodes: ServiceNode[] }) => {
  const say = useOwnWords();
  const runner = useRunner();
  return (
    <ReactFlow
      nodes={nodes}
      edges={useMemo(() => edges(say), [say])}
      nodeTypes={nodeTypes}
      onNodeClick={(_, node) => runner.choice.place(node.data.place)}
      nodesDraggable={false}
      nodesConnectable={false}
      elementsSelectable={false}
      edgesFocusable={false}
      panOnDrag={false}
      panOnScroll={false}
      zoomOnScroll={false}
      zoomOnPinch={false}
      zoomOnDoubleClick={false}
      preventScrolling={false}
      minZoom={1}
      maxZoom={1}
      // It is named among what the page is made with, in the dialog of keys.
      proOptions={HIDDEN}
    />
  );
});

/** The API: a second road, from Billing back to the User service. */
const Road = ({
  layout,
  width,
  height,
}: {
  readonly layout: Layout;
  readonly width: number;
  readonly height: number;
}) => {
  const moment = usePage((page) => page.frame?.moment ?? null);
  const status = apiStatus(moment);
  const { path, label } = layout.api;
  const down = moment?.api.downBy != null;
  const busy = (moment?.api.pending ?? 0) > 0;
  return (
    <>
      <svg className={styles['api']} width={width} height={height} aria-hidden="true">
        <path className={down ? styles['apiDown'] : busy ? styles['apiBusy'] : styles['apiIdle']} d={path} />
      </svg>
      <p
        className={`${styles['apiLabel']} ${layout.upright ? styles['turned'] : ''}`}
        style={{ left: label.x, top: label.y }}
      >
        {status.mode}
        <AboutButton title="API" place="api" />
      </p>
    </>
  );
};

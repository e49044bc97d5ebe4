// One node of the topology: a service or the broker, with its mode, the rows that just changed, the chosen user's row and room for
// the names of the faults that strike it. It shows what it is handed.
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import type { ComponentStatus, Place } from '../../analysis/component-status.ts';
import { meaningOf } from '../../analysis/glossary.ts';
import { kindAt } from '../../analysis/kinds.ts';
import { numberText } from '../../analysis/numbers.ts';
import { statusName } from '../../engine/index.ts';
import type { RowChange } from '../../worker/door.ts';
import type { Runner } from '../state/runner.ts';
import { useRunner } from '../state/use-runner.ts';
import { Explained } from '../widgets/explained.tsx';
import { AboutButton } from './about.tsx';
import { FLAG } from './layout.ts';
import styles from './topology.module.css';

export interface ServiceData extends Record<string, unknown> {
  readonly title: string;
  readonly place: Place;
  readonly status: ComponentStatus;
  /** How many faults that are over at once have just struck it. */
  readonly struck: number;
  readonly description: string;
  readonly descriptionId: string;
  /** Name of the status column, or null for the broker. */
  readonly column: string | null;
  readonly rows: readonly RowChange[];
  readonly chosen: RowChange | null;
  readonly kind: number;
  readonly waiting: BrokerLoad | null;
  readonly upright: boolean;
  readonly most: number;
  /** So many digits users' numbers have. */
  readonly digits: number;
  /** The lines below its table or queue. */
  readonly lines: readonly string[];
}

/** What the broker holds: messages in a queue, or a log's end and how far its reader has come. */
interface BrokerLoad {
  readonly log: boolean;
  readonly backlog: number;
  readonly head: number;
  readonly committed: number;
  /** Of a log in several partitions, and of messages shared out to several queues: each, with the consumer that reads it (0: nobody). */
  readonly partitions: readonly { readonly head: number; readonly committed: number; readonly reader: number }[];
  readonly queues: readonly { readonly waiting: number; readonly reader: number }[];
}

export type ServiceNode = Node<ServiceData, 'service'>;

export const Service = ({ data }: NodeProps<ServiceNode>) => {
  const { title, status, column, waiting, upright } = data;
  const struck = status.faults.length > 0;
  const flags = status.faults.length + data.struck;
  return (
    <div className={`${styles['node']} ${upright ? styles['upright'] : ''} ${struck ? styles['struck'] : ''}`}>
      <Handle type="target" position={upright ? Position.Top : Position.Left} isConnectable={false} />
      <h3>{title}</h3>
      <AboutButton title={title} place={data.place} />
      <p className={styles['mode']}>{status.mode}</p>
      {column !== null && data.most > 0 && <Rows data={data} column={column} />}
      {waiting !== null && <Waiting waiting={waiting} />}
      <div className={styles['sub']}>
        {data.lines.map((line) => (
          <p key={line}>
            <Explained text={line} />
          </p>
        ))}
        {flags > 0 && <div style={{ height: flags * FLAG - 6 }} />}
      </div>
      <p className="sr" id={data.descriptionId}>
        {data.description}
      </p>
      <Handle type="source" position={upright ? Position.Bottom : Position.Right} isConnectable={false} />
    </div>
  );
};

const SLOTS = 6;

/** Opens the envelope of the message in a slot of the queue, the oldest first; while it plays nobody is at rest there. */
function open({ get, choice }: Runner, event: React.MouseEvent, slot: number): void {
  const { onTheWay, playing } = get();
  const found = playing ? undefined : onTheWay?.messages[slot];
  if (found === undefined) return;
  event.stopPropagation();
  void choice.message({ message: found.message });
}

/** A queue: who came first stands at the exit. */
const Queue = ({ waiting: { backlog } }: { readonly waiting: BrokerLoad }) => {
  const runner = useRunner();
  return (
    <div className={styles['slots']} aria-hidden="true">
      {Array.from({ length: SLOTS }, (_, n) => {
        const taken = n >= SLOTS - Math.min(SLOTS, backlog);
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: for pointers only; the broker's card lists the messages as buttons
          // biome-ignore lint/a11y/useKeyWithClickEvents: the same
          <i
            // biome-ignore lint/suspicious/noArrayIndexKey: slots are places
            key={n}
            className={taken ? styles['taken'] : ''}
            onClick={(event) => taken && open(runner, event, SLOTS - 1 - n)}
          />
        );
      })}
      {backlog > SLOTS && <b className={styles['many']}>{numberText(backlog)}</b>}
    </div>
  );
};

const Waiting = ({ waiting }: { readonly waiting: BrokerLoad }) => {
  const { partitions, queues } = waiting;
  const parts = [
    ...partitions.map(({ head, committed, reader }) => ({ waits: committed < head, reader })),
    ...queues.map(({ waiting: count, reader }) => ({ waits: count > 0, reader })),
  ];
  if (parts.length > 0) return <Parts parts={parts} />;
  return waiting.log ? <Log waiting={waiting} /> : <Queue waiting={waiting} />;
};

/** As many parts as have room. */
const MOST_PARTS = 8;

interface PartsProps {
  readonly parts: readonly { readonly waits: boolean; readonly reader: number }[];
}

/** A log in partitions, or a queue for each consumer: a cell each, dark while something in it waits, with the number of who reads it. */
const Parts = ({ parts }: PartsProps) => {
  const shown = parts.slice(0, MOST_PARTS);
  return (
    <div className={`${styles['slots']} ${styles['partitions']}`} aria-hidden="true">
      {shown.map(({ waits, reader }, n) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
          key={n}
          className={waits ? styles['waits'] : ''}
        >
          {reader === 0 ? '–' : reader}
        </i>
      ))}
      <span className={styles['offsets']}>
        <span>readers</span>
        {shown.length < parts.length && <span>+ {parts.length - shown.length}</span>}
      </span>
    </div>
  );
};

/** A log keeps what was read: its last entries by offset, and where Billing reads next. */
const Log = ({ waiting: { head, committed } }: { readonly waiting: BrokerLoad }) => {
  const first = Math.max(0, head - SLOTS);
  const behind = committed < first;
  return (
    <div className={`${styles['slots']} ${styles['log']}`} aria-hidden="true">
      {Array.from({ length: SLOTS }, (_, n) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its offset
          key={first + n}
          className={first + n >= head ? styles['free'] : first + n >= committed ? '' : styles['read']}
        />
      ))}
      <span
        className={styles['reader']}
        style={{ left: `${behind ? 0 : ((Math.min(head, committed) - first) / SLOTS) * 100}%` }}
      />
      <span className={styles['offsets']}>
        <span>{numberText(first)}</span>
        <span>{numberText(head)}</span>
      </span>
    </div>
  );
};

const Rows = ({ data, column }: { readonly data: ServiceData; readonly column: string }) => {
  const { rows, chosen } = data;
  const digits = Math.max(data.digits, ...[...rows, ...(chosen ? [chosen] : [])].map(({ user }) => `${user}`.length));
  const kind = kindAt(data.kind);
  const shown = rows.slice(0, chosen === null ? data.most : data.most - 1);
  return (
    <table style={{ '--digits': digits } as React.CSSProperties}>
      <thead>
        <tr>
          <th scope="col">User</th>
          <th scope="col">{column}</th>
          <th scope="col" title={meaningOf('v')}>
            v
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((row, n) => (
          <tr key={`${row.user}.${row.version}.${row.time}`} className={n === 0 ? styles['now'] : ''}>
            <td>{row.user}</td>
            <td>{statusName(row.row)}</td>
            <td>{row.version}</td>
          </tr>
        ))}
        {shown.length === 0 && chosen === null && (
          <tr>
            <td colSpan={3}>nothing yet</td>
          </tr>
        )}
        {chosen !== null && (
          <tr className={`${styles['chosen']} ${kind === undefined || column === 'Truth' ? '' : `w-${kind.kind}`}`}>
            <td>{chosen.user}</td>
            <td>{statusName(chosen.row)}</td>
            <td>{chosen.version}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
};

// One node of the topology: a service or the broker, with its mode, the rows that just changed, the chosen user's row and the
// faults that strike it. It shows what it is handed.
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { kindAt } from '../../analysis/kinds.ts';
import type { Place, Standing } from '../../analysis/standing.ts';
import { statusName } from '../../engine/index.ts';
import type { RowChange } from '../../worker/door.ts';
import { About } from './about.tsx';
import styles from './topology.module.css';

export interface ServiceData extends Record<string, unknown> {
  readonly title: string;
  readonly place: Place;
  readonly standing: Standing;
  readonly description: string;
  readonly descriptionId: string;
  /** Name of the status column, or null for the broker. */
  readonly column: string | null;
  readonly rows: readonly RowChange[];
  readonly chosen: RowChange | null;
  readonly kind: number;
  readonly slots: number | null;
  readonly upright: boolean;
  readonly most: number;
}

export type ServiceNode = Node<ServiceData, 'service'>;

const MOST_SLOTS = 6;

export const Service = ({ data }: NodeProps<ServiceNode>) => {
  const { title, standing, column, slots, upright } = data;
  return (
    <div className={styles['node']}>
      <Handle type="target" position={upright ? Position.Top : Position.Left} isConnectable={false} />
      <h3>{title}</h3>
      <About title={title} place={data.place} />
      <p className={styles['mode']}>{standing.mode}</p>
      {column !== null && data.most > 0 && <Rows data={data} column={column} />}
      {slots !== null && (
        <div className={styles['slots']} aria-hidden="true">
          {Array.from({ length: MOST_SLOTS }, (_, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: slots are places
            <i key={n} className={n >= MOST_SLOTS - Math.min(MOST_SLOTS, slots) ? styles['taken'] : ''} />
          ))}
        </div>
      )}
      <div className={styles['sub']}>
        {standing.lines.map((line) => (
          <p key={line}>{line}</p>
        ))}
        {standing.faults.map(({ index, title: fault }) => (
          <span key={index} className={styles['fault']}>
            {fault}
          </span>
        ))}
      </div>
      <p className="sr" id={data.descriptionId}>
        {data.description}
      </p>
      <Handle type="source" position={upright ? Position.Bottom : Position.Right} isConnectable={false} />
    </div>
  );
};

const Rows = ({ data, column }: { readonly data: ServiceData; readonly column: string }) => {
  const { rows, chosen } = data;
  const kind = kindAt(data.kind);
  const shown = rows.slice(0, chosen === null ? data.most : data.most - 1);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">User</th>
          <th scope="col">{column}</th>
          <th scope="col">v</th>
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
        {shown.length === 0 && (
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

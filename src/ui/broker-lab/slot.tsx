// One message as a slot: its id, where it is, how often it came back. Redelivered is told by an edge, a sign and a word.
import type { ReactNode } from 'react';
import type { HeldPicture, QueuePicture } from '../../engine/index.ts';
import styles from './broker-lab.module.css';

/** So many slots are drawn; of the others their number is told. */
export const SLOTS = 40;

interface Props {
  readonly message: QueuePicture['waiting'][number] & Partial<HeldPicture>;
  readonly place: string;
  readonly children?: ReactNode;
}

function backOf({ redelivered, failed }: Props['message']): string {
  if (failed > 0) return `redelivered, ${failed}×`;
  return redelivered ? 'redelivered' : '';
}

export const Slot = ({ message, place, children }: Props) => {
  const back = backOf(message);
  const { offset, partition, died } = message;
  return (
    <li className={styles['slot']} data-held={place.startsWith('held')} data-back={back !== ''}>
      <b>{message.id === '' ? 'gone' : message.id}</b>
      <span>
        {place}
        {offset !== undefined && `, offset ${offset}`}
        {partition !== undefined && `, partition ${partition}`}
      </span>
      {died !== undefined && (
        <span>
          dead letter of {died.queue}: {died.reason.replaceAll('_', ' ')}
        </span>
      )}
      {back !== '' && (
        <span className={styles['back']}>
          <span aria-hidden="true">↩ </span>
          {back}
        </span>
      )}
      {children}
    </li>
  );
};

export const More = ({ count }: { readonly count: number }) =>
  count > 0 ? <li className={styles['more']}>and {count} more</li> : null;

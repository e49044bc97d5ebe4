// How to read the diagram: only the marks that this history uses.
import type { ReactNode } from 'react';
import type { Story } from '../../analysis/user/story.ts';
import washes from '../widgets/wash.module.css';
import signs from './diagram.module.css';
import styles from './history.module.css';

interface Entry {
  readonly id: string;
  readonly text: string;
  readonly picture: ReactNode;
  readonly used: (story: Story) => boolean;
}

const some =
  (test: (mark: Story['marks'][number]) => boolean) =>
  ({ marks }: Story): boolean =>
    marks.some(test);

const ever =
  (state: string) =>
  ({ truth, copy }: Story): boolean =>
    [...truth, ...copy].some(({ value }) => value === state);

const ENTRIES: readonly Entry[] = [
  {
    id: 'active',
    text: 'active',
    picture: <rect className={signs['life-active']} x={2} y={2} width={27} height={12} />,
    used: ever('active'),
  },
  {
    id: 'suspended',
    text: 'suspended',
    picture: <rect className={signs['life-suspended']} x={2} y={2} width={27} height={12} />,
    used: ever('suspended'),
  },
  {
    id: 'absent',
    text: 'not there, or deleted',
    picture: <rect className={signs['life-absent']} x={2} y={2} width={27} height={12} />,
    used: ever('absent'),
  },
  {
    id: 'message',
    text: 'a message, from publication to delivery',
    picture: <path className={signs['flight']} d="M2 8H28m-6 -4l6 4l-6 4" />,
    used: ({ arrows }) => arrows.some(({ kind }) => kind === 'deliver'),
  },
  {
    id: 'ghost',
    text: 'a ghost: should have been published or delivered, and was not',
    picture: (
      <>
        <path className={signs['gone']} d="M2 8H20" />
        <path className={signs['cross']} d="M20 3l9 10m0 -10l-9 10" />
      </>
    ),
    used: some(({ what }) => what === 'lost'),
  },
  {
    id: 'bounce',
    text: 'delivered, and not applied',
    picture: <path className={signs['flight']} d="M6 1L14 12L22 3m-6 0l6 0l-1 6M7 14h14" />,
    used: ({ arrows }) => arrows.some(({ kind }) => kind === 'bounce'),
  },
  {
    id: 'obsolete',
    text: 'published again though a newer version was there: square',
    picture: <rect className={signs['again']} x={9} y={2} width={12} height={12} rx={1} />,
    used: some(({ what, obsolete }) => what === 'again' && obsolete),
  },
  {
    id: 'again',
    text: 'published again, still true',
    picture: <circle className={signs['again']} cx={15} cy={8} r={6} />,
    used: some(({ what, obsolete }) => what === 'again' && !obsolete),
  },
  {
    id: 'wait',
    text: 'waiting at the broker',
    picture: <path className={signs['wait']} d="M2 8H29" />,
    used: ({ waits }) => waits.length > 0,
  },
  {
    id: 'repaired',
    text: 'from here on truth and copy agree',
    picture: <circle className={signs['repaired']} cx={15} cy={8} r={6} />,
    used: some(({ what }) => what === 'repaired'),
  },
  {
    id: 'read',
    text: 'an answer of the API, and what it wrote',
    picture: (
      <>
        <path className={signs['read']} d="M3 2L11 12L19 3m-6 1l6 -1l0 6" />
        <circle className={signs['answer']} cx={11} cy={12} r={3.5} />
      </>
    ),
    used: some(({ what }) => what === 'read'),
  },
  {
    id: 'invoice',
    text: 'an invoice; raised and coloured where it went wrong',
    picture: (
      <>
        <path className={signs['invoice']} d="M4 4h6l2 2v9H4z" />
        <path className={signs['wrongInvoice']} d="M17 0h6l3 3v13H17z" />
      </>
    ),
    used: some(({ what }) => what === 'invoice'),
  },
  {
    id: 'missed',
    text: 'no invoice, though the user was active',
    picture: <rect className={signs['missedInvoice']} x={11} y={2} width={8} height={12} rx={1} />,
    used: some(({ what }) => what === 'missed'),
  },
  {
    id: 'wash',
    text: 'truth and copy differ',
    picture: <rect className={washes['sample']} x={2} y={2} width={27} height={12} />,
    used: ({ divergent }) => divergent.length > 0,
  },
  {
    id: 'ahead',
    text: 'faint and hollow: after the shown moment',
    picture: (
      <g className={signs['ahead']}>
        <circle className={signs['commit']} cx={15} cy={8} r={6} />
      </g>
    ),
    used: () => true,
  },
];

export const Legend = ({ story }: { readonly story: Story }) => (
  <section className={styles['legend']} aria-label="How to read this">
    <h3>How to read this</h3>
    <ul>
      {ENTRIES.filter(({ used }) => used(story)).map(({ id, text, picture }) => (
        <li key={id}>
          <svg width={31} height={16} viewBox="0 0 31 16" aria-hidden="true">
            {picture}
          </svg>
          {text}
        </li>
      ))}
    </ul>
  </section>
);

// The few icons of the page, on a 16 px grid. Words come first; an icon never stands without a name beside or behind it.
import type { ReactNode } from 'react';
import styles from './icon.module.css';

const PATHS = {
  play: <path className={styles['full']} d="M4.5 2.8v10.4L13 8z" />,
  pause: <path className={styles['full']} d="M4 3h3v10H4zM9 3h3v10H9z" />,
  step: (
    <>
      <path d="M12 3.5v9" />
      <path className={styles['full']} d="M3.5 3.5v9L10 8z" />
    </>
  ),
  back: (
    <>
      <path d="M4 3.5v9" />
      <path className={styles['full']} d="M12.5 3.5v9L6 8z" />
    </>
  ),
  restart: <path d="M3 8a5 5 0 1 0 1.6-3.7M4.3 1.8v2.8h2.8" />,
  undo: <path d="M5.5 3L2.5 6l3 3M2.8 6h6.7a3.5 3.5 0 0 1 0 7H6" />,
  redo: <path d="M10.5 3l3 3-3 3M13.2 6H6.5a3.5 3.5 0 0 0 0 7H10" />,
  stage: <path d="M2.5 3.5h11v7h-11zM5.5 13h5M8 10.5V13" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3.5 8h9" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  left: <path d="M10 3L5 8l5 5" />,
  right: <path d="M6 3l5 5-5 5" />,
  up: <path d="M3 10l5-5 5 5" />,
  edit: <path d="M10.5 3.2l2.3 2.3L6 12.3l-3 .7.7-3zM9 4.7L11.3 7" />,
  about: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 7.3v3.4M8 5.2v.1" />
    </>
  ),
  menu: <path d="M2.5 4.5h11M2.5 8h11M2.5 11.5h11" />,
} satisfies Record<string, ReactNode>;

export const Icon = ({ name }: { readonly name: keyof typeof PATHS }) => (
  <svg className={styles['icon']} viewBox="0 0 16 16" aria-hidden="true">
    {PATHS[name]}
  </svg>
);

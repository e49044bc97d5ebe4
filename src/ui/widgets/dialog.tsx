// A dialog over the page: the browser's own, which keeps the focus inside and closes with Escape. One that asks for something has its
// first field focused, so that Enter answers; not for fingers, whose keyboard would cover it.
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';
import { Icon } from './icon.tsx';

interface Props {
  readonly title: string;
  readonly wide?: boolean;
  /** As large as the window lets it be. */
  readonly full?: boolean;
  /** What stands in it is said in our words: files, and other scenarios than the one that is shown. */
  readonly inOurs?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const FIELD = 'form :is(input, select, textarea):not(:disabled)';
const fingers = window.matchMedia('(pointer: coarse)');

export const Dialog = ({ title, wide = false, full = false, inOurs = false, onClose, children }: Props) => {
  const ref = useRef<HTMLDialogElement>(null);
  // A layout effect, so that it closes while it still is in the document and the focus goes back to where it came from.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog !== null && !dialog.open) {
      dialog.showModal?.();
      if (!fingers.matches) dialog.querySelector<HTMLElement>(FIELD)?.focus();
    }
    return () => dialog?.close?.();
  }, []);
  return (
    <dialog
      ref={ref}
      className={`${styles['dialog']} ${full ? styles['full'] : wide ? styles['wide'] : ''}`}
      aria-label={title}
      translate={inOurs ? 'no' : undefined}
      // Told a moment later: one that has been shown again meanwhile, as React does while developing, is not closed.
      onClose={() => ref.current?.open !== true && onClose()}
      onCancel={onClose}
    >
      <header className={styles['head']}>
        <h2>{title}</h2>
        <button type="button" className="btn icon" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className={styles['body']}>{children}</div>
    </dialog>
  );
};

// A button with a menu: arrows move, Enter chooses, Escape closes and gives the focus back. It knows nothing of its items.
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import styles from './menu.module.css';

interface MenuItem {
  readonly id: string;
  readonly title: string;
  readonly hint?: string;
  readonly onChoose: () => void;
}

interface Props {
  readonly label: string;
  readonly icon?: ReactNode;
  /** Only the icon is seen; the label is its name. */
  readonly bare?: boolean;
  readonly disabled?: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly items: readonly MenuItem[];
}

export const Menu = ({ label, icon, bare = false, disabled = false, open, onOpen, items }: Props) => {
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    const away = (event: PointerEvent) => {
      if (!root.current?.contains(event.target as globalThis.Node)) onOpen(false);
    };
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, [open, onOpen]);
  const close = () => {
    onOpen(false);
    button.current?.focus();
  };
  return (
    <div className={styles['root']} ref={root}>
      <button
        ref={button}
        type="button"
        className={bare ? 'btn icon' : 'btn'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={bare ? label : undefined}
        // Not the attribute of buttons, which would take the focus that a dialog has just given back.
        aria-disabled={disabled || undefined}
        onClick={() => !disabled && onOpen(!open)}
      >
        {icon}
        {bare ? null : label}
      </button>
      {open && (
        <div className={styles['menu']} role="menu" aria-label={label} onKeyDown={(event) => move(event, close)}>
          {items.map(({ id, title, hint, onChoose }, n) => (
            <button
              key={id}
              type="button"
              role="menuitem"
              // A menu that is longer than its room is scrolled by keys: one of its items is in the order of tabs.
              tabIndex={n === 0 ? 0 : -1}
              className={styles['item']}
              aria-label={title}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              {title}
              {hint !== undefined && <small>{hint}</small>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
};

function move(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  if (event.key === 'Escape' || event.key === 'Tab') close();
  else if (to[event.key] !== undefined) items[to[event.key] as number]?.focus();
  else if (event.key.length !== 1 || event.key === ' ') return;
  event.stopPropagation();
  if (event.key !== 'Tab') event.preventDefault();
}

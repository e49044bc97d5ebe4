// The pointer: a ring where the mouse is, while its button or the key l is held, and the rest of the stage dimmed. Where a press has a
// meaning of its own nothing is pointed at.
import { useEffect, useRef, useState } from 'react';
import styles from './present.module.css';

export const Pointer = () => {
  const [on, setOn] = useState(false);
  const veil = useRef<HTMLDivElement>(null);
  const at = useRef({ x: window.innerWidth / 2, y: window.innerHeight / 2 });
  useEffect(() => {
    const place = () => {
      veil.current?.style.setProperty('--x', `${at.current.x}px`);
      veil.current?.style.setProperty('--y', `${at.current.y}px`);
    };
    const onMove = ({ clientX: x, clientY: y }: PointerEvent) => {
      at.current = { x, y };
      place();
    };
    const isUsed = ({ target }: Event): boolean =>
      target instanceof Element && target.closest('[role=slider],button') !== null;
    const onDown = (event: PointerEvent) => {
      onMove(event);
      if (!isUsed(event)) setOn(true);
    };
    const onKey = ({ key, repeat, type, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (key.toLowerCase() === 'l' && !repeat && !ctrlKey && !metaKey && !altKey) setOn(type === 'keydown');
    };
    const off = () => setOn(false);
    const heard = [
      ['pointermove', onMove],
      ['pointerdown', onDown],
      ['pointerup', off],
      ['pointercancel', off],
      ['blur', off],
      ['keydown', onKey],
      ['keyup', onKey],
    ] as const;
    for (const [name, hear] of heard) window.addEventListener(name, hear as EventListener);
    place();
    return () => {
      for (const [name, hear] of heard) window.removeEventListener(name, hear as EventListener);
    };
  }, []);
  return <div ref={veil} className={styles['ring']} data-on={on} aria-hidden="true" />;
};

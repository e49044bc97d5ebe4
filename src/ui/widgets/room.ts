// How much room an element has, followed while it changes.
import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';

export interface Room {
  readonly width: number;
  readonly height: number;
}

export function useRoom(ref: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setRoom((before) => (before.width === width && before.height === height ? before : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return room;
}

/** Makes a canvas as sharp as the screen and clears it; returns its context in CSS pixels. */
export function sharp(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  context?.clearRect(0, 0, width, height);
  return context;
}

/** The step in which drawn cells may grow and stay crisp: a pixel of the screen, where it is fine enough half of one. */
export const grain = (): number => (window.devicePixelRatio >= 2 ? 0.5 : 1);

const phone = window.matchMedia('(max-width: 640px)');

/** Whether the window is as asked for, while it changes. */
export function useMedia(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => media.matches,
  );
}

/** Whether one thing at a time is all there is room for. */
export const useNarrow = (): boolean => useMedia(phone);

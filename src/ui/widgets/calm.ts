// A value that changes with every frame, followed only so often; the last one always comes through.
import { useEffect, useRef, useState } from 'react';

export function useCalm<T>(value: T, every: number): T {
  const [shown, setShown] = useState(value);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + every - performance.now());
    const timer = window.setTimeout(() => {
      last.current = performance.now();
      setShown(value);
    }, wait);
    return () => window.clearTimeout(timer);
  }, [value, every]);
  return shown;
}

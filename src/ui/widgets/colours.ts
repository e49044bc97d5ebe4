// The colours of the page as canvas drawings need them: computed, for the theme at hand, and read anew when it changes.
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { usePage } from '../state/use-runner.ts';

const NAMES = [
  'paper',
  'sunken',
  'raised',
  'agree',
  'agree-2',
  'repaired',
  'overbilled',
  'underbilled',
  'missing',
  'orphan',
  'wrong-plan',
  'overbilled-ink',
  'underbilled-ink',
  'missing-ink',
  'orphan-ink',
  'wrong-plan-ink',
  'overbilled-wash',
  'underbilled-wash',
  'missing-wash',
  'orphan-wash',
  'wrong-plan-wash',
  'accent-fill',
  'ink',
  'ink-2',
  'ink-3',
  'ghost',
  'rule-strong',
] as const;
export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

function read(): Colours {
  const probe = document.createElement('i');
  probe.hidden = true;
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const colours = Object.fromEntries(
    NAMES.map((name) => {
      probe.style.color = `var(--${name})`;
      return [name, getComputedStyle(probe).color];
    }),
  ) as Colours;
  probe.remove();
  return colours;
}

/** Rises whenever colours may have changed. */
export function useColours(): Colours {
  const theme = usePage((page) => page.theme);
  const [colours, setColours] = useState(read);
  // The theme is an attribute of the document: the colours follow it after it has been set.
  // biome-ignore lint/correctness/useExhaustiveDependencies: theme is what the colours are read for
  useEffect(() => {
    const again = () => setColours(read());
    again();
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'].map(
      (text) => window.matchMedia(text),
    );
    for (const query of queries) query.addEventListener('change', again);
    // What is drawn for paper has to be drawn before the page is printed.
    const paper = window.matchMedia('print');
    const now = () => flushSync(again);
    paper.addEventListener('change', now);
    return () => {
      paper.removeEventListener('change', now);
      for (const query of queries) query.removeEventListener('change', again);
    };
  }, [theme]);
  return colours;
}

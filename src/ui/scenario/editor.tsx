// The scenario's text with its line numbers. Lines with a problem are marked in the gutter and by a band behind the text. It knows
// lines, not what they mean.
import { useLayoutEffect, useRef, useState } from 'react';
import styles from './editor.module.css';

/** As in the style sheet. */
const LINE = 19;
const TOP = 10;

interface Props {
  readonly area: React.RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  /** Lines, from 1, and what is wrong there. */
  readonly marks: ReadonlyMap<number, string>;
  readonly describedBy: string;
  readonly onText: (text: string) => void;
}

export const Editor = ({ area, text, marks, describedBy, onText }: Props) => {
  const [view, setView] = useState({ top: 0, height: 400 });
  const lines = useRef({ text: '', count: 1 });
  if (lines.current.text !== text) lines.current = { text, count: text.split('\n').length };
  const { count } = lines.current;
  const look = () => {
    const { scrollTop = 0, clientHeight = 400 } = area.current ?? {};
    setView((before) =>
      before.top === scrollTop && before.height === clientHeight ? before : { top: scrollTop, height: clientHeight },
    );
  };
  useLayoutEffect(look);
  const first = Math.max(1, Math.floor((view.top - TOP) / LINE) + 1);
  const last = Math.min(count, first + Math.ceil(view.height / LINE) + 1);
  const shown = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  const at = (line: number): React.CSSProperties => ({ top: `${TOP + (line - 1) * LINE - view.top}px` });
  return (
    <div className={styles['editor']}>
      <div className={styles['gutter']} aria-hidden="true">
        {shown.map((line) => (
          <span key={line} className={marks.has(line) ? styles['marked'] : ''} style={at(line)} title={marks.get(line)}>
            {line}
          </span>
        ))}
      </div>
      <div className={styles['paper']}>
        <div className={styles['bands']} aria-hidden="true">
          {shown
            .filter((line) => marks.has(line))
            .map((line) => (
              <i key={line} style={at(line)} />
            ))}
        </div>
        <textarea
          ref={area}
          className={styles['text']}
          aria-label="Scenario as YAML"
          aria-invalid={marks.size > 0}
          aria-describedby={describedBy}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          wrap="off"
          value={text}
          onScroll={look}
          onChange={(event) => onText(event.target.value)}
        />
      </div>
    </div>
  );
};

/** Puts the cursor on a line and scrolls it into view. */
export function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return;
  const before = area.value
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, each) => sum + each.length + 1, 0);
  const until = area.value.indexOf('\n', before);
  area.focus();
  area.setSelectionRange(before, until < 0 ? area.value.length : until);
  area.scrollTop = Math.max(0, (line - 1) * LINE - area.clientHeight / 2);
}

// Beneath the diagram: why an invoice was wrong, what ended the difference, and how to read the marks. Every sentence leads to its
// moment, and to the envelope of the message it is about.

import { clockText, momentText } from '../../analysis/clock.ts';
import { kinds } from '../../analysis/kinds.ts';
import { type Cause, isWrongInvoice } from '../../analysis/user/cause.ts';
import { causesOf, knownAt, whyInvoice } from '../../analysis/user/causes.ts';
import { endingOf } from '../../analysis/user/ending.ts';
import { lasting, type Span } from '../../analysis/user/spans.ts';
import type { Story } from '../../analysis/user/story.ts';
import type { InvoiceLine } from '../../engine/index.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import styles from './history.module.css';
import { Legend } from './legend.tsx';
import { historyVeil, useSeenLines } from './seen-lines.ts';

interface Props {
  readonly story: Story;
  readonly start: number;
  readonly asked: number | null;
}

/** The difference that people look at: around a moment, or else the last before it, or else the first. */
function spanNear(spans: readonly Span[], time: number): Span | undefined {
  return (
    spans.find(({ from, to }) => from <= time && time <= to) ?? spans.findLast(({ from }) => from <= time) ?? spans[0]
  );
}

const circumstances = (page: PageState, start: number) => ({
  start,
  end: page.end,
  reads: page.userReads,
  faults: page.facts?.faults ?? [],
  policy: page.facts?.spec.scenario.billing.policy ?? '',
});

export const Chains = ({ story, start, asked }: Props) => {
  const runner = useRunner();
  const { lines } = useSeenLines();
  const spans = lasting(story.divergent);
  const from = usePage((page) => spanNear(spans, asked ?? page.time)?.from);
  const span = spans.find((each) => each.from === from);
  const hides = usePage((page) => historyVeil(page) < page.end);
  const about = { ...circumstances(runner.get(), start), hides };
  const mine = span && invoiceIn(lines, span, asked);
  return (
    <div className={styles['foot']}>
      {span === undefined ? (
        <p className="serif">Truth and copy of this user never differ for longer than an event is on its way.</p>
      ) : (
        <>
          <Chain
            title={
              mine === undefined
                ? `Why was the user ${kinds.find(({ kind }) => kind === span.value)?.title ?? 'divergent'}?`
                : `Why was invoice ${momentText(start, mine.t, 'minute')} wrong?`
            }
            causes={mine === undefined ? causesOf(lines, knownAt(lines, span), about) : whyInvoice(lines, mine, about)}
            start={start}
            tone="wrong"
          />
          <Chain title="What ended it?" causes={endingOf(lines, span, about)} start={start} tone="mended" />
        </>
      )}
      <Legend story={story} />
    </div>
  );
};

/** The wrong invoice asked about, or the first one of the difference. */
function invoiceIn(lines: PageState['userLines'], { from, to }: Span, asked: number | null): InvoiceLine | undefined {
  const wrong = lines.filter(isWrongInvoice).filter(({ t }) => t >= from && t <= to);
  return wrong.find(({ t }) => t === asked) ?? wrong[0];
}

interface ChainProps {
  readonly title: string;
  readonly causes: readonly Cause[];
  readonly start: number;
  readonly tone: 'wrong' | 'mended';
}

const Chain = ({ title, causes, start, tone }: ChainProps) => {
  const runner = useRunner();
  return (
    <section className={styles['chain']} aria-label={title}>
      <h3>{title}</h3>
      <ol className={styles[tone]}>
        {causes.map(({ text, time, letter }) => (
          <li key={text}>
            <span>
              {text}
              {letter !== undefined && (
                <>
                  {' '}
                  <button
                    type="button"
                    className={`textlink ${styles['letter']}`}
                    onClick={() => void runner.choice.message(letter)}
                  >
                    Envelope
                  </button>
                </>
              )}
            </span>
            <button
              type="button"
              className="textlink"
              onClick={() => runner.play.seek(time)}
              aria-label={`Go to ${momentText(start, time)}`}
            >
              {clockText(start, time)}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
};

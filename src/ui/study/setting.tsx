// What is studied: the measure, one or two values between two ends, how many of them, how many seeds; and how far it is.
import { useEffect, useId, useRef, useState } from 'react';
import { counted, numberText } from '../../analysis/numbers.ts';
import { studiedMeasures } from '../../analysis/study/figure.ts';
import type { StudyOffer } from '../../analysis/study/offered.ts';
import { sameStudy } from '../../analysis/study/running.ts';
import type { Scenario } from '../../engine/index.ts';
import { isBundled } from '../state/bookmark.ts';
import { isMade } from '../state/opening.ts';
import type { Work } from '../state/slices/work.ts';
import type { PageState } from '../state/store.ts';
import { usePage, useRunner } from '../state/use-runner.ts';
import { isOver } from '../state/veil.ts';
import { Icon } from '../widgets/icon.tsx';
import {
  commandOf,
  draftAgain,
  draftOf,
  type StudyDraft,
  sizeOfStudy,
  studyFrom,
  typedStudy,
  type ValueDraft,
} from './question.ts';
import styles from './study.module.css';

const SEEDS = 10;
const MOST_VALUES = 2;

interface Props {
  readonly work: Work;
  readonly scenario: Scenario;
  readonly offers: readonly StudyOffer[];
  readonly measure: string;
  readonly onMeasure: (id: string) => void;
}

/** What is typed at first: what was asked the last time, or the first thing that is offered. */
function useDraft(offers: readonly StudyOffer[]) {
  const asked = usePage((page) => page.study?.asked);
  return useState<StudyDraft>(() =>
    asked !== undefined ? draftAgain(asked) : { values: offers.slice(0, 1).map(draftOf), seeds: String(SEEDS) },
  );
}

export const StudySetting = ({ work, scenario, offers, measure, onMeasure }: Props) => {
  const runner = useRunner();
  const [draft, setDraft] = useDraft(offers);
  const [complaints, setComplaints] = useState<readonly string[]>([]);
  const change = (next: Partial<StudyDraft>) => {
    setComplaints([]);
    setDraft({ ...draft, ...next });
  };
  const put = (at: number, value: ValueDraft) =>
    change({ values: draft.values.map((each, n) => (n === at ? value : each)) });
  const other = offers.find(({ path }) => draft.values.every((value) => value.path !== path));
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    const outcome = studyFrom(draft, scenario);
    if ('complaints' in outcome) return setComplaints(outcome.complaints);
    void runner.study.run(outcome.asked);
  };
  return (
    <form className={styles['setting']} onSubmit={submit} noValidate aria-label="What is studied">
      <MeasureChoice measure={measure} onMeasure={onMeasure} />
      {draft.values.map((value, n) => (
        <ValueEntries
          key={value.path}
          name={n === 0 ? 'Value' : 'Second value'}
          value={value}
          offers={offers.filter(({ path }) => path === value.path || draft.values.every((each) => each.path !== path))}
          onChange={(next) => put(n, next)}
          onRemove={n === 0 ? null : () => change({ values: draft.values.slice(0, 1) })}
        />
      ))}
      {draft.values.length < MOST_VALUES && other !== undefined && (
        <button
          type="button"
          className="btn line"
          onClick={() => change({ values: [...draft.values, draftOf(other)] })}
        >
          <Icon name="plus" /> A second value
        </button>
      )}
      <SeedsEntry seeds={draft.seeds} onSeeds={(seeds) => change({ seeds })} />
      {complaints.map((text) => (
        <p key={text} role="alert" className={styles['wrong']}>
          {text}.
        </p>
      ))}
      <Running draft={draft} scenario={scenario} />
      <details className={styles['command']}>
        <summary>The same on the command line</summary>
        <code>
          {commandOf(draft, isBundled(work.source) && !isMade(work) ? scenario.id : `${scenario.id}.yaml`, measure)}
        </code>
        {(isMade(work) || !isBundled(work.source)) && <p>With the scenario saved as this file.</p>}
      </details>
    </form>
  );
};

const MeasureChoice = ({ measure, onMeasure }: Pick<Props, 'measure' | 'onMeasure'>) => {
  const id = useId();
  const chosen = studiedMeasures.find((each) => each.id === measure);
  return (
    <div className={styles['entry']}>
      <label htmlFor={id}>Measure</label>
      <select id={id} className="field" value={measure} onChange={(event) => onMeasure(event.target.value)}>
        {studiedMeasures.map((each) => (
          <option key={each.id} value={each.id}>
            {each.title}
          </option>
        ))}
      </select>
      <small>{chosen?.summary ?? ''}</small>
    </div>
  );
};

const SeedsEntry = ({ seeds, onSeeds }: { readonly seeds: string; readonly onSeeds: (seeds: string) => void }) => {
  const id = useId();
  return (
    <div className={styles['entry']}>
      <label htmlFor={id}>Seeds at each value</label>
      <input
        id={id}
        className={`field ${styles['short']}`}
        inputMode="numeric"
        autoComplete="off"
        value={seeds}
        onChange={(event) => onSeeds(event.target.value)}
      />
    </div>
  );
};

interface ValueProps {
  readonly name: string;
  readonly value: ValueDraft;
  readonly offers: readonly StudyOffer[];
  readonly onChange: (value: ValueDraft) => void;
  /** Null where it must stay. */
  readonly onRemove: (() => void) | null;
}

const ValueEntries = ({ name, value, offers, onChange, onRemove }: ValueProps) => {
  const id = useId();
  const offer = offers.find(({ path }) => path === value.path);
  const field = (key: 'from' | 'to' | 'steps', label: string) => (
    <label>
      {label}
      <input
        className="field"
        inputMode={key === 'steps' ? 'numeric' : 'text'}
        autoComplete="off"
        value={value[key]}
        onChange={(event) => onChange({ ...value, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <fieldset className={styles['value']}>
      <legend>{name}</legend>
      {onRemove !== null && (
        <button
          type="button"
          className={`btn icon ${styles['remove']}`}
          aria-label="Remove the second value"
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      )}
      <select
        className="field"
        aria-label="What is varied"
        aria-describedby={`${id}-hint`}
        value={value.path}
        onChange={(event) => {
          const next = offers.find(({ path }) => path === event.target.value);
          if (next !== undefined) onChange(draftOf(next));
        }}
      >
        {groupsOf(offers).map(([group, own]) => (
          <optgroup key={group} label={group}>
            {own.map(({ path, title }) => (
              <option key={path} value={path}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <small id={`${id}-hint`} className={styles['hint']}>
        {offer?.summary ?? ''} Now {offer?.now}
        {offer?.unknown === true && '; the scenario says that it is not known'}. <code>{value.path}</code>
      </small>
      <div className={styles['ends']}>
        {field('from', 'From')}
        {field('to', 'To')}
        {field('steps', 'Steps')}
      </div>
    </fieldset>
  );
};

const NOT_KNOWN = 'Not known, the scenario says';

function groupsOf(offers: readonly StudyOffer[]): readonly (readonly [string, readonly StudyOffer[]])[] {
  const groups = new Map<string, StudyOffer[]>();
  for (const offer of offers) {
    const group = offer.unknown ? NOT_KNOWN : offer.group;
    groups.set(group, [...(groups.get(group) ?? []), offer]);
  }
  return [...groups];
}

/** How much it is going to be, how far it is, and the button that begins it, stops it or goes on with it. */
const Running = (props: { readonly draft: StudyDraft; readonly scenario: Scenario }) => {
  const box = useRef<HTMLDivElement>(null);
  const part = usePage((page) => (page.studyStage.is === 'running' ? 'runs' : isTold(page) ? 'stands' : 'veiled'));
  // The button that was pressed is gone with what it did: whoever goes by keys goes on with the next one.
  useGoneOn(box, part);
  return (
    <div ref={box} tabIndex={-1}>
      <RunningPart {...props} />
    </div>
  );
};

function useGoneOn(box: React.RefObject<HTMLElement | null>, part: string): void {
  const before = useRef(part);
  useEffect(() => {
    if (before.current !== part && document.activeElement === document.body)
      (box.current?.querySelector<HTMLElement>('button:enabled') ?? box.current)?.focus();
    before.current = part;
  }, [box, part]);
}

/** Whether what became of all lanes has been shown. */
const isTold = (page: PageState): boolean =>
  page.comparison?.lanes.every((facts) => isOver(page, facts)) ?? page.lifted;

const RunningPart = ({ draft, scenario }: { readonly draft: StudyDraft; readonly scenario: Scenario }) => {
  const runner = useRunner();
  const stage = usePage((page) => page.studyStage);
  const study = usePage((page) => page.study);
  const told = usePage(isTold);
  const size = sizeOfStudy(draft, scenario.variants.length);
  // Parts with names of their own: a button that became the next one while it is pressed would do that one's work too.
  if (stage.is === 'running')
    return (
      <div key="runs" className={styles['running']}>
        <progress value={stage.done} max={1} aria-label="Share of the study run" />
        <button type="button" className="btn line" onClick={runner.study.cancel}>
          Stop
        </button>
      </div>
    );
  if (!told) return <Veiled />;
  const outcome = study === null ? null : typedStudy(draft, scenario);
  const isSame = study !== null && outcome !== null && 'asked' in outcome && sameStudy(study.asked, outcome.asked);
  const seeds = isSame ? outcome.asked.seeds : 0;
  const done = isSame ? study.runs.reduce((sum, runs) => sum + Math.min(runs.length, seeds), 0) : 0;
  const all = (size?.runs ?? 0) / scenario.variants.length;
  return (
    <div key="stands" className={styles['running']}>
      {stage.is === 'failed' && (
        <p role="alert" className={styles['wrong']}>
          It could not be run: {stage.reason}. It can be begun again.
        </p>
      )}
      <button type="submit" className="btn ink" disabled={isSame && done >= all}>
        {isSame && done > 0 && done < all ? 'Go on' : 'Run the study'}
      </button>
      {size !== null && (
        <small>
          {counted(size.points, 'point')}, {counted(scenario.variants.length, 'lane')}: {numberText(size.runs)} runs
          {isSame && done >= all && ', all there'}
        </small>
      )}
    </div>
  );
};

const Veiled = () => {
  const runner = useRunner();
  const asked = usePage((page) => Number.isFinite(page.bound));
  return (
    <div className={styles['running']}>
      <p>A study tells how the lanes end. It can be run when what became of each of them has been shown.</p>
      {!asked && (
        <button type="button" className="btn line" onClick={runner.veil.lift}>
          Show the whole day
        </button>
      )}
    </div>
  );
};

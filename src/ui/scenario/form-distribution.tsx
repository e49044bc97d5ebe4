// A latency or a service time: which law, and its one or two times. A law that is changed keeps the time that was there.
import { valueIn } from '../../analysis/scenario/scenario-form.ts';
import styles from './form.module.css';
import { type ControlProps, TextControl } from './form-text.tsx';

const LAWS = {
  constant: 'always the same',
  exponential: 'memoryless, on average',
  lognormal: 'heavy-tailed, median and 99th percentile',
} as const;

const TIME = { type: 'duration', summary: '' } as const;

/** Some time of the law that stands there. */
const timeIn = (value: unknown): string =>
  String(
    [['constant'], ['exponential'], ['lognormal', 'median']].map((path) => valueIn(value, path)).find(Boolean) ??
      '20ms',
  );

const lawOf = (law: string, value: unknown): unknown =>
  law === 'lognormal' ? { lognormal: { median: timeIn(value), p99: timeIn(value) } } : { [law]: timeIn(value) };

export const DistributionControl = ({ id, label, value, wrong, onValue }: ControlProps) => {
  const law = Object.keys(LAWS).find((each) => valueIn(value, [each]) !== undefined) ?? '';
  const time = (path: readonly string[], name: string, build: (text: string) => unknown) => (
    <TextControl
      id={`${id}-${path.join('-')}`}
      shape={TIME}
      value={valueIn(value, path)}
      aria-label={`${label}, ${name}`}
      aria-describedby={`${id}-hint`}
      aria-invalid={wrong || undefined}
      onText={(text) => onValue(build(text.trim()))}
    />
  );
  const heavy = (key: 'median' | 'p99') =>
    time(['lognormal', key], key, (text) => ({
      lognormal: {
        median: valueIn(value, ['lognormal', 'median']),
        p99: valueIn(value, ['lognormal', 'p99']),
        [key]: text,
      },
    }));
  return (
    <span className={styles['law']}>
      <select
        id={id}
        className="field"
        aria-label={`${label}, law`}
        aria-describedby={`${id}-hint`}
        value={law}
        onChange={(event) => onValue(lawOf(event.target.value, value))}
      >
        {law === '' && <option value="">none of these</option>}
        {Object.entries(LAWS).map(([each, words]) => (
          <option key={each} value={each}>
            {`${each}: ${words}`}
          </option>
        ))}
      </select>
      {law === 'lognormal' ? (
        <>
          {heavy('median')}
          {heavy('p99')}
        </>
      ) : (
        law !== '' && time([law], 'time', (text) => ({ [law]: text }))
      )}
    </span>
  );
};

// A question of a lesson as a form: a choice, a lane, a number, an order, or a curve to be drawn. What is entered is kept at once and can
// be changed until it is locked.
import { useId } from 'react';
import { counted } from '../../analysis/numbers.ts';
import type { Named, Question } from '../../lessons/played.ts';
import { letterOf, optionsOf, placeOfGuess } from '../state/lesson/guesses.ts';
import type { Guess } from '../state/slices/lesson.ts';
import { useRunner } from '../state/use-runner.ts';
import { DrawnCurve } from '../widgets/drawn-curve.tsx';
import { Icon } from '../widgets/icon.tsx';
import { ToldText } from '../widgets/told.tsx';
import styles from './lesson.module.css';

interface Props {
  readonly question: Question;
  readonly guess: Guess | undefined;
  /** When the scenario's clock stood at 0. */
  readonly start: number;
}

export const QuestionForm = ({ question, guess, start }: Props) => {
  const runner = useRunner();
  const answer = (given: Guess) => runner.lessons.guess(given);
  if (question.kind === 'number') return <NumberForm question={question} guess={guess} onAnswer={answer} />;
  if (question.kind === 'order') return <OrderForm question={question} guess={guess} onAnswer={answer} />;
  if (question.kind !== 'curve') return <ChoiceForm question={question} guess={guess} onAnswer={answer} />;
  return (
    <div className={styles['ask']}>
      <p className={styles['question']}>
        <ToldText told={question.ask} />
      </p>
      <div className={styles['draw']}>
        <DrawnCurve
          question={question}
          start={start}
          guess={guess as readonly number[] | undefined}
          onDraw={answer}
          known={null}
          letters={12}
        />
      </div>
    </div>
  );
};

interface FormProps<Kind extends Question['kind']> {
  readonly question: Extract<Question, { readonly kind: Kind }>;
  readonly guess: Guess | undefined;
  readonly onAnswer: (guess: Guess) => void;
}

const ChoiceForm = ({ question, guess, onAnswer }: FormProps<'choice' | 'lane'>) => {
  const name = useId();
  const mine = placeOfGuess(question, guess);
  const guessAt = (place: number): Guess => (question.kind === 'lane' ? (question.lanes[place]?.id ?? '') : place);
  return (
    <fieldset className={styles['ask']}>
      <legend className={styles['question']}>
        <ToldText told={question.ask} />
      </legend>
      {optionsOf(question).map((text, place) => (
        <label key={letterOf(place)} className={styles['option']}>
          <input type="radio" name={name} checked={place === mine} onChange={() => onAnswer(guessAt(place))} />
          <b aria-hidden="true">{letterOf(place)}</b>
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
};

const NumberForm = ({ question, guess, onAnswer }: FormProps<'number'>) => (
  <label className={styles['ask']}>
    <span className={styles['question']}>
      <ToldText told={question.ask} />
    </span>
    <span className={styles['number']}>
      <input
        className="field"
        type="number"
        min={0}
        step="any"
        inputMode="decimal"
        value={guess === undefined ? '' : String(guess)}
        onChange={({ target: { value } }) => value !== '' && Number.isFinite(Number(value)) && onAnswer(Number(value))}
      />
      {question.unit}
    </span>
  </label>
);

const OrderForm = ({ question, guess, onAnswer }: FormProps<'order'>) => {
  const ids = (guess as readonly string[] | undefined) ?? question.items.map(({ id }) => id);
  const items = ids.flatMap((id): readonly Named[] => question.items.filter((item) => item.id === id));
  const move = (from: number, by: 1 | -1) => {
    const next = [...ids];
    const [moved] = next.splice(from, 1);
    next.splice(from + by, 0, moved as string);
    onAnswer(next);
  };
  return (
    <fieldset className={styles['ask']}>
      <legend className={styles['question']}>
        <ToldText told={question.ask} />
      </legend>
      <ol className={styles['order']} aria-label={`Your order, ${counted(items.length, 'thing')}`}>
        {items.map(({ id, title }, n) => (
          <li key={id}>
            <span>{title}</span>
            <button
              type="button"
              className="btn icon"
              aria-label={`${title} up`}
              disabled={n === 0}
              onClick={() => move(n, -1)}
            >
              <span className={styles['up']}>
                <Icon name="left" />
              </span>
            </button>
            <button
              type="button"
              className="btn icon"
              aria-label={`${title} down`}
              disabled={n === items.length - 1}
              onClick={() => move(n, 1)}
            >
              <span className={styles['up']}>
                <Icon name="right" />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </fieldset>
  );
};

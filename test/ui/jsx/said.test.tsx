// How elements say their texts: in the scenario's own words, children and attributes, and nothing of it where it is not meant.
import { cleanup, render, screen } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { InWords } from '../../../src/ui/state/use-words.ts';
import { OWN_WORDS } from '../../support/leftovers.ts';

afterEach(cleanup);

const shown = (part: ReactNode): HTMLElement => render(<InWords words={OWN_WORDS}>{part}</InWords>).container;

test('texts are said as one, whatever they are put together from', () => {
  const count: number = 2;
  expect(
    shown(
      <p>
        {count} user{count === 1 ? '' : 's'} of <b>Billing</b>: {['one invoice', <i key="i">an invoice</i>]}
      </p>,
    ).innerHTML,
  ).toBe('<p>2 members of <b>Cashdesk</b>: one note<i>a note</i></p>');
  expect(
    shown(
      <>
        The broker
        {null}
      </>,
    ).textContent,
  ).toBe('The postman');
});

test('attributes that are read are said too, others stay', () => {
  shown(<button type="button" title="Every user" aria-label="Find user" data-kind="user" id="user" />);
  const button = screen.getByRole('button', { name: 'Find member' });
  expect(button.title).toBe('Every member');
  expect([button.id, button.dataset['kind']]).toEqual(['user', 'user']);
});

test('texts of machines, options that mean their text, and what is kept as it is', () => {
  expect(
    shown(
      <div>
        <code>user</code>
        <select aria-label="Which" defaultValue="user">
          <option>user</option>
          <option value="users">users</option>
        </select>
        <section translate="no" aria-label="A user">
          <p title="a user">another user</p>
        </section>
      </div>,
    ).textContent,
  ).toBe('userusermembersanother user');
  expect(screen.getByRole('region', { name: 'A user' }).firstElementChild?.getAttribute('title')).toBe('a user');
  expect((screen.getByRole('combobox') as HTMLSelectElement).value).toBe('user');
});

const Changing = () => {
  const [text, setText] = useState('nobody');
  return (
    <div>
      {text}
      <input aria-label={text} />
      <button type="button" onClick={() => setText(text === 'nobody' ? 'a user' : 'nobody')}>
        Other
      </button>
    </div>
  );
};

test('an element is the same one whether or not a word of ours stands in it', () => {
  shown(<Changing />);
  const input = screen.getByRole('textbox');
  input.focus();
  (input as HTMLInputElement).value = 'typed';
  screen.getByRole('button').click();
  return screen.findByText(/a member/).then(() => {
    expect(screen.getByRole('textbox', { name: 'a member' })).toBe(input);
    expect(document.activeElement).toBe(input);
  });
});

test('without own words nothing is said otherwise', () => {
  expect(render(<p title="A user">an active user</p>).container.innerHTML).toBe('<p title="A user">an active user</p>');
});

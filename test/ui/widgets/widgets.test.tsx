// The menu by keyboard, the counts as words, and links that are read back or refused with a sentence.
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Bookmark } from '../../../src/ui/state/bookmark.ts';
import { readLink, writeLink } from '../../../src/ui/state/storage/link.ts';
import { KindCounts } from '../../../src/ui/widgets/counts.tsx';
import { Menu } from '../../../src/ui/widgets/menu.tsx';
import { Met } from '../../../src/ui/widgets/met.tsx';

afterEach(cleanup);

const Holder = ({ chosen }: { readonly chosen: string[] }) => {
  const [open, setOpen] = useState(false);
  const item = (id: string) => ({ id, title: `Fault ${id}`, onChoose: () => chosen.push(id) });
  return <Menu label="Inject fault" open={open} onOpen={setOpen} items={['a', 'b', 'c'].map(item)} />;
};

test('a menu opens, moves, chooses and gives the focus back', async () => {
  const chosen: string[] = [];
  render(<Holder chosen={chosen} />);
  const button = screen.getByRole('button', { name: 'Inject fault' });
  await userEvent.click(button);
  expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Fault a' }));
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByRole('menuitem', { name: 'Fault c' }));
  await userEvent.keyboard('{Enter}');
  expect(chosen).toEqual(['c']);
  expect(screen.queryByRole('menu')).toBeNull();
  await userEvent.click(button);
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
  expect(document.activeElement).toBe(button);
});

test('a menu that may not be opened for a while keeps the focus, and does not open', async () => {
  const menu = (disabled: boolean) => (
    <Menu label="Inject fault" disabled={disabled} open={false} onOpen={onOpen} items={[]} />
  );
  const onOpen = vi.fn();
  const { rerender } = render(menu(false));
  const button = screen.getByRole('button', { name: 'Inject fault' });
  button.focus();
  rerender(menu(true));
  expect((button as HTMLButtonElement).disabled).toBe(false);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await userEvent.keyboard('{Enter}');
  expect(onOpen).not.toHaveBeenCalled();
  rerender(menu(false));
  expect(document.activeElement).toBe(button);
  await userEvent.keyboard('{Enter}');
  expect(onOpen).toHaveBeenCalledWith(true);
});

test('counts tell every kind, with its number in words', () => {
  render(<KindCounts byKind={[0, 113, 84, 62, 6, 0]} label="Users by kind" />);
  const list = screen.getByRole('list', { name: 'Users by kind' });
  expect([...list.children].map((item) => item.textContent)).toEqual([
    '113 overbilled',
    '84 underbilled',
    '62 missing',
    '6 orphan',
  ]);
});

const bookmark: Bookmark = {
  scenario: { file: 'my.yaml', text: 'schema: 1\ntitle: Größer\n', siblings: { 'a.csv': 'time,user,type' } },
  seed: 7,
  variant: 'resync',
  inputs: [{ kind: 'remove', at: 1, name: 'api-down at 1h' }],
  time: 36_000_000_125,
  comparing: true,
};

test('a link brings back what it was made of', async () => {
  expect(await readLink(`#${await writeLink(bookmark)}`)).toEqual({ bookmark });
});

test('a link that is bad, cut or of another format is a sentence', async () => {
  const link = await writeLink(bookmark);
  const problem = async (text: string) => {
    const outcome = await readLink(text);
    return 'problem' in outcome ? outcome.problem : '';
  };
  expect(await problem('#hello')).toContain('not one of Driftlab’s');
  expect(await problem(`#${link.slice(0, -9)}`)).toContain('damaged');
  expect(await problem(`#4${link.slice(1)}`)).toContain('newer Driftlab (format 4; this one reads up to 1)');
  for (const text of ['#hello', `#4${link.slice(1)}`]) expect(await problem(text)).toContain('Your work is untouched.');
});

test('reports of a fault are links that open elsewhere', () => {
  const address = 'https://example.org/1';
  render(<Met incidents={[{ title: 'It happened', address, year: 2020 }]} />);
  const link = screen.getByRole('link', { name: 'example.org/1' });
  expect(screen.getByRole('list', { name: 'Met in real life' }).textContent).toBe('It happened, 2020: example.org/1');
  expect([link.getAttribute('href'), link.getAttribute('rel')]).toEqual([address, 'noreferrer noopener']);
});

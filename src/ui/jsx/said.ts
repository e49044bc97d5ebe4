// Where texts are put into the scenario's own words: as elements are made, and nowhere else. `translate="no"`, as HTML has it, keeps an
// element and all in it as it is: texts of files, and what belongs to another scenario.
import { cloneElement, type ReactElement, type ReactNode } from 'react';
import { Fragment, jsx } from 'react/jsx-runtime';
import { InWords, useOwnWords } from '../state/use-words.ts';

export type Props = Readonly<Record<string, unknown>>;

/** Attributes that are read, aloud or by the eye. */
const READ = [
  'aria-label',
  'title',
  'aria-description',
  'aria-valuetext',
  'placeholder',
  'alt',
  'data-name',
  'data-title',
];

/** Texts of machines. */
const VERBATIM: ReadonlySet<unknown> = new Set(['code', 'kbd', 'pre', 'samp', 'textarea', 'script', 'style']);

/** What could be a word of ours; whether it is one is looked at where the text is read. */
const OURS = /user|billing|broker|active|suspended|plan|invoice/i;

const Said = ({ text }: { readonly text: string }): ReactNode => useOwnWords()(text);

const isText = (child: unknown): child is string | number => typeof child === 'string' || typeof child === 'number';

const said = (text: string, place: number): unknown => (OURS.test(text) ? jsx(Said, { text }, `said-${place}`) : text);

const mayHoldOurs = (child: unknown): boolean =>
  typeof child === 'string' ? OURS.test(child) : Array.isArray(child) && child.some(mayHoldOurs);

/** Texts that follow each other are one, and every other child keeps its place. */
function saidInTheirPlaces(children: readonly unknown[]): unknown[] {
  const all = [...children];
  for (let n = 0; n < all.length; n++) {
    const child = all[n];
    if (Array.isArray(child)) all[n] = saidChildren(child);
    if (!isText(child)) continue;
    let text = String(child);
    let next = n + 1;
    for (; next < all.length && isText(all[next]); next++) text += String(all[next]);
    if (OURS.test(text)) {
      all.fill(null, n, next);
      all[n] = said(text, n);
    }
    n = next - 1;
  }
  return all;
}

/** Children with their texts said; the same where nothing in them could be ours. */
function saidChildren(children: unknown): unknown {
  if (typeof children === 'string') return said(children, 0);
  return Array.isArray(children) && children.some(mayHoldOurs) ? saidInTheirPlaces(children) : children;
}

/** The props of an element with what is read in it said; one whose option is chosen by its text keeps it. */
export function saidProps(type: unknown, props: Props): Props {
  if (typeof type !== 'string' && type !== Fragment) return props;
  if (VERBATIM.has(type) || (type === 'option' && props['value'] === undefined)) return props;
  const children = saidChildren(props['children']);
  return children === props['children'] ? props : { ...props, children };
}

/** An element whose attributes are said. */
const Read = ({ of }: { readonly of: ReactElement<Props> }): ReactNode => {
  const say = useOwnWords();
  const attributes = READ.flatMap((name) => {
    const text = of.props[name];
    return typeof text === 'string' && OURS.test(text) ? [[name, say(text)] as const] : [];
  });
  return attributes.length === 0 ? of : cloneElement(of, Object.fromEntries(attributes));
};

/** An element as it was made, and around it what its attributes ask for. It is asked which there are, not what they say: the tree stays. */
export function around(type: unknown, props: Props, key: string | undefined, element: ReactElement): ReactElement {
  if (typeof type !== 'string') return element;
  if (props['translate'] === 'no') return jsx(InWords, { words: null, children: element }, key);
  for (const name of READ) if (name in props) return jsx(Read, { of: element }, key);
  return element;
}

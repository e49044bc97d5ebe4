// How the page begins: with what the link says, else with the work that was kept, else with the first bundled scenario. And
// the door that `?debug` opens for tests and tools.
import { findVariant, type Scenario, scenarioDefinition, scenarios } from '../../engine/index.ts';
import { heard } from '../../worker/connection.ts';
import type { Comparison } from '../../worker/door.ts';
import { bookmark, bundledSource, keep, type Opened, openBookmark, openSource } from './driver.ts';
import { keepSettings, keptSettings, read as readKept, setAside, WORK } from './keep.ts';
import { type Bookmark, isBookmark, readLink, writeLink } from './link.ts';
import { announce, door, task, toast } from './office.ts';
import { keepOwn, loadOwn } from './own.ts';
import * as places from './places.ts';
import { startSizes } from './sizes.ts';
import { type Source, usePage } from './store.ts';

/** A work whose run was cancelled, or gave way to another, is what people wanted; only one that cannot be shown is in vain. */
const inVain = (opened: Opened): boolean => opened === 'unreadable' || opened === 'failed';

const tried = (mark: Bookmark): Promise<Opened> =>
  openBookmark(mark).catch(() => (usePage.getState().stage.is === 'lost' ? 'lost' : 'unreadable'));

/** Opens what a link says; false when there is none or it cannot be read. `settled`: the browser made a place for it. */
async function openLink(settled: () => void): Promise<boolean> {
  if (location.hash.length < 2) return false;
  if (location.hash.startsWith('#broker-lab')) {
    usePage.setState({ dialog: 'broker' });
    return false;
  }
  const outcome = await readLink(location.hash);
  keep();
  settled();
  if ('problem' in outcome) {
    usePage.setState({ notice: outcome.problem });
    keep();
    return false;
  }
  const opened = await tried(outcome.bookmark);
  if (opened === 'unreadable')
    usePage.setState({
      notice: 'The scenario in this link cannot be read any more. Your work is untouched.',
      problems: [],
    });
  if (opened === 'opened') tellOpened(outcome.bookmark);
  keep();
  return !inVain(opened) || usePage.getState().facts !== null;
}

/** Whether it is the run that the link was made of: another version of the engine may compute another one. */
function tellOpened({ fingerprint }: Bookmark): void {
  const own = usePage.getState().facts?.result.fingerprint;
  if (fingerprint === undefined || own === undefined) return;
  if (fingerprint === own) toast(`The same run as where this link was made: fingerprint ${own}.`);
  else
    usePage.setState({
      notice: `This Driftlab computes another run (fingerprint ${own}) than the one this link was made of (${fingerprint}): the versions differ.`,
    });
}

/** The work that was kept; where it cannot be opened any more it is set aside and a sentence says so. */
async function openKept(): Promise<boolean> {
  const found = readKept(WORK, isBookmark);
  if (found.is === 'none') return false;
  if (found.is === 'found') {
    if (!inVain(await tried(found.value))) return true;
    const { scenario } = found.value;
    if (typeof scenario !== 'string') keepOwn(scenario, true);
    setAside(WORK, JSON.stringify(found.value));
  }
  usePage.setState({
    notice:
      'The work that this browser kept cannot be opened any more. It was set aside, nothing was deleted; the page begins anew.',
    problems: [],
  });
  return false;
}

async function begin(): Promise<void> {
  const damaged = loadOwn();
  if (damaged !== null) usePage.setState({ notice: damaged });
  const place = places.begin();
  if (await openLink(places.tidy)) return;
  if (place !== null && !inVain(await tried(place))) return;
  if (await openKept()) return;
  const first = scenarios[0];
  const source = first && bundledSource(first.id);
  if (source !== undefined) await openSource(source);
}

export function start(): void {
  usePage.setState(keptSettings());
  startSizes();
  usePage.subscribe(({ theme, singleKeys }, before) => {
    if (theme === before.theme && singleKeys === before.singleKeys) return;
    showTheme(theme);
    keepSettings({ theme, singleKeys });
  });
  showTheme(usePage.getState().theme);
  window.addEventListener('hashchange', () => void openLink(places.settle));
  places.onTravel(keep, (mark) => void tried(mark));
  window.addEventListener('pagehide', keep);
  document.addEventListener('visibilitychange', keep);
  if (new URLSearchParams(location.search).has('debug')) openDebugDoor();
  void begin();
}

function showTheme(theme: 'system' | 'light' | 'dark'): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** The address that reopens a moment. */
export const linkTo = async (mark: Bookmark): Promise<string> =>
  `${location.origin}${location.pathname}#${await writeLink(mark)}`;

export async function share(): Promise<void> {
  const mark = bookmark();
  if (mark === null) return;
  const fingerprint = usePage.getState().facts?.result.fingerprint;
  const link = await linkTo({ ...mark, fingerprint });
  try {
    await navigator.clipboard.writeText(link);
    toast(`Link copied. It reopens this moment, without a server. The run’s fingerprint is ${fingerprint}.`);
    announce('Link copied.');
  } catch {
    history.replaceState(history.state, '', link);
    toast('The link stands in the address bar now; copying was refused.');
  }
}

interface DebugOptions {
  readonly variants?: readonly string[] | string;
  readonly seed?: number;
}

type Compared = Comparison['result'];

/** A scenario may be given as a bundled id, a text or an object; what it leaves out has its default. */
function sourceOf(scenario: string | object): Source {
  if (typeof scenario !== 'string') return { file: 'scenario.json', text: JSON.stringify(scenario), siblings: {} };
  return bundledSource(scenario) ?? { file: 'scenario.yaml', text: scenario, siblings: {} };
}

async function compareNow(scenario: string | Scenario, { variants, seed }: DebugOptions = {}): Promise<Compared> {
  const source = sourceOf(scenario);
  const reading = await door().read(source.text, source.file, source.siblings);
  if ('problems' in reading)
    throw new Error(reading.problems.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  const ids =
    typeof variants === 'string' ? variants.split(',') : (variants ?? reading.scenario.variants.map(({ id }) => id));
  const found = ids.map((id) => {
    const variant = findVariant(reading.scenario, id, scenarioDefinition);
    if (variant === undefined) throw new Error(`Not a variant: ${id}`);
    return variant;
  });
  const request = {
    scenario: reading.scenario,
    variants: found,
    seed: seed ?? reading.scenario.seed,
    inputs: [],
    changes: reading.changes,
  };
  const done = await door().compare(
    task(),
    request,
    false,
    heard(() => {}),
  );
  if (done === null) throw new Error('The comparison was cancelled.');
  return done.result;
}

declare global {
  interface Window {
    driftlab?: { readonly compare: typeof compareNow };
  }
}

function openDebugDoor(): void {
  window.driftlab = { compare: compareNow };
}

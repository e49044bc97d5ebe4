// The post between the page and the window with the instructor's notes: by a channel, and from window to window where pages have no
// origin in common, as those opened as files. It carries plain data and keys; what is not of that form is not read.
import type { Scenario } from '../../../engine/index.ts';

export interface InstructorNotes {
  /** The own words of the scenario that is shown. */
  readonly words: Scenario['words'];
  readonly lesson: string;
  readonly step: number;
  readonly of: number;
  readonly beat: string;
  readonly say: string;
  readonly ask: string;
  readonly answer: string;
  readonly notes: string;
  readonly next: string;
  /** Minutes: of this step, used by then by the plan, and of the whole lesson. */
  readonly minutes: number;
  readonly planned: number;
  readonly whole: number;
  /** When the lesson was opened, milliseconds of the wall's time. */
  readonly since: number;
  /** Steps ahead that may be left out, with their minutes. */
  readonly optional: readonly { readonly step: number; readonly say: string; readonly minutes: number }[];
}

type NotesLetter =
  | { readonly driftlab: 'notes'; readonly notes: InstructorNotes | null }
  | { readonly driftlab: 'hello' }
  | { readonly driftlab: 'key'; readonly key: string };

/** Each page has a channel of its own, which outlives its reload. */
const CHANNEL = 'driftlab.notes';

const isLetter = (value: unknown): value is NotesLetter =>
  typeof value === 'object' &&
  value !== null &&
  ['notes', 'hello', 'key'].includes(String((value as { readonly driftlab?: unknown }).driftlab));

export interface NotesPost {
  readonly send: (letter: NotesLetter) => void;
  /** The other window, where it is known. */
  partner: Window | null;
  readonly close: () => void;
}

/** The name of this tab's channel. */
export function ownChannel(): string {
  const fresh = String(Math.floor(Math.random() * 1e9));
  try {
    const name = sessionStorage.getItem(CHANNEL) ?? fresh;
    sessionStorage.setItem(CHANNEL, name);
    return name;
  } catch {
    return fresh;
  }
}

export function openNotesPost(name: string, hear: (letter: NotesLetter) => void): NotesPost {
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(`${CHANNEL}.${name}`);
  const heard = ({ data }: MessageEvent<unknown>) => isLetter(data) && hear(data);
  const fromWindow = (event: MessageEvent<unknown>) => {
    if (event.source === post.partner && post.partner !== null) heard(event);
  };
  channel?.addEventListener('message', heard);
  window.addEventListener('message', fromWindow);
  const post: NotesPost = {
    partner: null,
    send: (letter) => {
      channel?.postMessage(letter);
      // Pages opened as files share no channel; only there a letter goes from window to window as well.
      if (location.protocol === 'file:' && post.partner !== null) post.partner.postMessage(letter, '*');
    },
    close: () => {
      channel?.close();
      window.removeEventListener('message', fromWindow);
    },
  };
  return post;
}

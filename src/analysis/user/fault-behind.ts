// Which fault stands behind a link of a chain of causes: the one that is named, the one that was active then, the one that kept or held
// back what is late. It tells the fault with its time, and nothing where none is known.
import {
  type ApplyLine,
  type CopyLine,
  faults as catalogue,
  findEntry,
  type LostLine,
  type Point,
  type PublishLine,
  type TraceLine,
} from '../../engine/index.ts';
import { lengthText, momentText } from '../clock.ts';
import { lastLine, originalIn } from '../record/lines.ts';
import type { Cause, Circumstances, CircumstancesNow } from './cause.ts';
import { heldBackBy, keptBy, type Stage } from './waits.ts';

/** The fault that said something at a point: of those that speak there the one that was active then. */
export function saidAt(point: Point, time: number, about: Circumstances): readonly Cause[] {
  const speaking = catalogue.filter(({ speaks }) => speaks[point] !== undefined);
  const isActive = ({ id }: { readonly id: string }): boolean =>
    about.faults.some(({ fault, at, until }) => fault === id && at <= time && time <= until);
  const said = speaking.find(isActive) ?? speaking[0];
  return said === undefined ? [] : faultCause(said.id, time, about);
}

/** The fault by which Billing wrote what no event said. */
export const spoiledBy = ({ cause, t }: CopyLine, about: Circumstances): readonly Cause[] =>
  cause === 'bug' ? saidAt('apply', t, about) : [];

/** The fault that held back, on its way, what came late. */
export function lateCause(past: readonly TraceLine[], publish: PublishLine, about: Circumstances): readonly Cause[] {
  const { user, t: time } = publish;
  if (publish.cause !== 'live') return [];
  const commit = lastLine(past, 'commit', (line) => line.user === user && line.version === originalIn(publish));
  const span = heldBackBy({ committed: commit?.t ?? time, published: time }, about.faults);
  return span === undefined ? [] : faultCause(span.fault, span.at, about);
}

/** A clock that lagged made what is turned away look older than it is. */
export function stampCause({ lag = 0, t }: PublishLine, { effect }: ApplyLine, about: Circumstances): readonly Cause[] {
  if (lag === 0 || effect !== 'stale') return [];
  const text = `It was stamped ${lengthText(lag)} too early, by a clock that lags.`;
  return [{ text, time: t }, ...saidAt('stamp', t, about)];
}

/** The fault that keeps what is late at the moment that is asked about. */
export function waitCause(stage: Stage, since: number, about: CircumstancesNow): readonly Cause[] {
  const span = keptBy(stage, since, about.now, about.faults);
  return span === undefined ? [] : faultCause(span.fault, Math.max(span.at, Math.min(about.now, span.until)), about);
}

/** The limit of a queue by which a message became a dead letter, as the faults call it that set one. */
const LIMIT_OF: Readonly<Record<string, string>> = { expired: 'ttl', maxlen: 'maxLength' };

/** The fault by which a message became a dead letter, or processing it failed: named by the letter, or the one that was active then. */
export function faultAt(time: number, reason: string | undefined, about: Circumstances): readonly Cause[] {
  const limit = reason === undefined ? undefined : LIMIT_OF[reason];
  const spoils = (id: string): boolean => {
    const fault = findEntry(catalogue, id);
    return limit === undefined ? fault?.speaks.process !== undefined : limit in (fault?.parameters ?? {});
  };
  const active = about.faults.find(({ fault, at, until }) => spoils(fault) && at <= time && time <= until);
  const id = reason !== undefined && findEntry(catalogue, reason) !== undefined ? reason : active?.fault;
  return id === undefined ? [] : faultCause(id, time, about);
}

export function faultBehind({ fault, message, t: time }: LostLine, about: Circumstances): readonly Cause[] {
  if (fault !== null) return faultCause(fault, time, about);
  const text =
    message === null
      ? 'Its row in the outbox could be read only after the relay had marked a later one: the relay has passed it over.'
      : 'Neither queue nor log kept it.';
  return [{ text, time }];
}

function faultCause(id: string, time: number, { start, faults }: Circumstances): readonly Cause[] {
  const title = findEntry(catalogue, id)?.title;
  const span = faults.find(({ fault, at, until }) => fault === id && at <= time && time <= until);
  if (title === undefined) return [];
  if (span === undefined) return [{ text: `The fault “${title}” was active.`, time }];
  const until = Number.isFinite(span.until) ? ` to ${momentText(start, span.until)}` : ' on';
  return [{ text: `The fault “${title}” was active, from ${momentText(start, span.at)}${until}.`, time: span.at }];
}

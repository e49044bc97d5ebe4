// What ended a difference between truth and copy, and what came after it: the sentences under "What ended it?".
import type { ApplyLine, TraceLine } from '../../engine/index.ts';
import { COPY_WORDS, eventOf } from '../dictionary.ts';
import { counted } from '../numbers.ts';
import type { ApiRead } from '../record/facts.ts';
import { broughtBy, firstLine, lastLine, toldBy } from '../record/lines.ts';
import { type Cause, type Circumstances, isWrongInvoice } from './cause.ts';
import type { Span } from './spans.ts';
import { readName } from './story.ts';

/** What ended a difference, and what came after it; the latest of its own causes first. */
export function endingOf(lines: readonly TraceLine[], span: Span, about: Circumstances): readonly Cause[] {
  const causes: Cause[] = [];
  const wrong = lines.filter((line) => isWrongInvoice(line) && line.t >= span.from && line.t <= span.to);
  if (span.to >= about.end && about.hides === true) {
    const shown = Math.max(span.from, lines.at(-1)?.t ?? 0);
    causes.push({ text: 'Nothing has, in what has been shown so far.', time: shown });
  } else if (span.to >= about.end) {
    causes.push({ text: 'Nothing did: truth and copy differ to the end of the run.', time: span.to });
  } else {
    causes.push(...healing(lines, span.to, about.reads ?? []));
    causes.push(...afterwards(lines, span.to, about.policy));
  }
  const last = wrong[wrong.length - 1];
  const credited = lines.filter(({ kind }) => kind === 'credit').length;
  if (last !== undefined) {
    const stay =
      credited > 0
        ? `${counted(credited, 'invoice')} of this user were credited later`
        : 'a repair of the copy changes no invoice';
    causes.push({ text: `${counted(wrong.length, 'wrong invoice')} had gone out; ${stay}.`, time: last.t });
  }
  return causes;
}

function healing(lines: readonly TraceLine[], time: number, reads: readonly ApiRead[]): readonly Cause[] {
  const copy = lastLine(lines, 'copy', ({ t }) => t === time);
  const commit = lastLine(lines, 'commit', ({ t }) => t === time);
  if (copy === undefined) {
    if (commit === undefined) return [];
    const { cause, status, version } = commit;
    const became = status === 'absent' ? 'was deleted' : `became ${status}`;
    const how = cause === 'restore' ? 'is again what it was before' : `${became} in the User database`;
    return [{ text: `The user ${how}, as the copy had it all along: version ${version}.`, time }];
  }
  const read = reads.find(({ led }) => led?.i === copy.i);
  const { cause, version, status } = copy;
  if (cause === 'sweep') {
    const asked = read === undefined ? '' : `: ${readName(read)} found nobody`;
    return [{ text: `The repair removed the row${asked}.`, time }];
  }
  if (cause === 'api') {
    const from = read === undefined ? 'asked the API' : `read ${readName(read)}`;
    return [{ text: `The repair ${from} and wrote version ${version}.`, time }];
  }
  const apply = lastLine(lines, 'apply', ({ t }) => t === time);
  const letter = apply === undefined ? undefined : { message: apply.message };
  const { carriedBy } = COPY_WORDS[cause];
  const how = carriedBy === null ? '' : `, ${carriedBy}`;
  const publish = broughtBy(lines, copy);
  const what =
    publish?.original === undefined
      ? `version ${version}, ${eventOf(status, version, cause)}`
      : `version ${publish.original}, ${eventOf(status, publish.original)}, as version ${version}`;
  return [{ text: `Billing applied ${what}${how}.`, time, letter }];
}

/** The first message after the end that was obsolete when it came. */
function afterwards(lines: readonly TraceLine[], time: number, policy: string | undefined): readonly Cause[] {
  const obsolete = ({ effect }: ApplyLine): boolean => effect === 'stale' || effect === 'regressed';
  const late = firstLine(lines, 'apply', (line) => line.t > time && obsolete(line));
  if (late === undefined) return [];
  const copy = lastLine(lines, 'copy', (line) => line.i < late.i && line.t < late.t);
  const said = late.effect === 'stale' ? 'turned it away' : 'let it overwrite the newer state';
  const publish = firstLine(lines, 'publish', ({ message }) => message === late.message);
  const stamp = publish?.original === undefined ? '' : `, as version ${late.version},`;
  const had = copy === undefined ? '?' : toldBy(lines, copy);
  const text = `Version ${publish?.original ?? late.version}${stamp} came when version ${had} was already there. The policy${policy === undefined ? '' : ` ${policy}`} ${said}.`;
  return [{ text, time: late.t, letter: { message: late.message } }];
}

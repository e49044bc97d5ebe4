// One user's history as a space-time diagram: life lines, marks with their times, messages between them, spans in which truth
// and copy differ. And why the copy is wrong, as a chain of sentences. It reads trace lines and draws nothing.
import { faults, findEntry, KINDS, kindOf, STATUSES, type TraceLine } from '../engine/index.ts';
import { eventOf } from './sentences.ts';

export type Lane = 'truth' | 'broker' | 'copy';

export interface StoryMark {
  /** Column: one per distinct moment. */
  readonly column: number;
  readonly time: number;
  readonly lane: Lane;
  readonly what: 'commit' | 'publish' | 'lost' | 'applied' | 'turned-away' | 'repaired' | 'invoice' | 'written';
  readonly version: number | null;
  readonly label: string;
  readonly wrong: boolean;
  readonly obsolete: boolean;
}

export interface StoryArrow {
  readonly from: number;
  readonly to: number;
  readonly kind: 'publish' | 'deliver' | 'bounce';
  readonly obsolete: boolean;
}

export interface StorySpan {
  readonly from: number;
  readonly to: number;
  readonly value: string;
}

export interface Story {
  readonly user: number;
  readonly times: readonly number[];
  readonly marks: readonly StoryMark[];
  readonly arrows: readonly StoryArrow[];
  readonly truth: readonly StorySpan[];
  readonly copy: readonly StorySpan[];
  /** Spans in which the two differ, by kind. */
  readonly divergent: readonly StorySpan[];
}

interface Draft {
  readonly line: TraceLine;
  readonly lane: Lane;
  readonly what: StoryMark['what'];
  readonly label: string;
  readonly wrong?: boolean;
}

const REPAIRS = new Set(['replay', 'republish', 'snapshot', 'api', 'database', 'sweep']);

function drafted(line: TraceLine, newest: number): Draft | null {
  const status = String(line['status']);
  const version = Number(line['version']);
  switch (line.kind) {
    case 'commit':
      return { line, lane: 'truth', what: 'commit', label: status === 'absent' ? 'deleted' : status };
    case 'publish':
      return {
        line,
        lane: 'broker',
        what: 'publish',
        label: version < newest ? `v${version}, obsolete` : `v${version}`,
      };
    case 'lost':
      return {
        line,
        lane: 'broker',
        what: 'lost',
        label: line['message'] === null ? `v${version} never published` : `v${version} lost`,
      };
    case 'apply':
      return line['effect'] === 'applied' || line['effect'] === 'regressed'
        ? {
            line,
            lane: 'copy',
            what: 'applied',
            label: line['effect'] === 'applied' ? 'applied' : 'overwrote a newer state',
            wrong: line['effect'] === 'regressed',
          }
        : { line, lane: 'copy', what: 'turned-away', label: `v${version}, ${line['effect']}` };
    case 'copy':
      if (line['cause'] === 'event' || line['cause'] === 'initial') return null;
      return {
        line,
        lane: 'copy',
        what: REPAIRS.has(String(line['cause'])) ? 'repaired' : 'written',
        label: `${status} by ${line['cause']}`,
      };
    case 'invoice':
      return {
        line,
        lane: 'copy',
        what: 'invoice',
        label: line['truth'] === 'active' ? 'invoice, right' : 'invoice, wrong',
        wrong: line['truth'] !== 'active',
      };
    default:
      return null;
  }
}

/** Right invoices are left out but for the ones next to something else: they come every hour. */
function withoutRoutine(drafts: readonly Draft[]): readonly Draft[] {
  const routine = (draft: Draft | undefined) => draft?.what === 'invoice' && draft.wrong !== true;
  return drafts.filter(
    (draft, n) => !routine(draft) || !routine(drafts[n - 1]) || (!routine(drafts[n + 1]) && n < drafts.length - 1),
  );
}

/** The story of one user from all lines about them; `end` is where the last spans end. */
export function storyOf(user: number, lines: readonly TraceLine[], end: number): Story {
  let newest = 0;
  const drafts: Draft[] = [];
  for (const line of lines) {
    if (line.kind === 'commit') newest = Number(line['version']);
    const draft = line['cause'] === 'initial' && line.kind === 'copy' ? null : drafted(line, newest);
    if (draft !== null) drafts.push(draft);
  }
  const kept = withoutRoutine(drafts);
  const times = [...new Set(kept.map(({ line }) => line.t))];
  const marks = kept.map(({ line, lane, what, label, wrong }) => ({
    column: times.indexOf(line.t),
    time: line.t,
    lane,
    what,
    version: line['version'] === undefined ? null : Number(line['version']),
    label,
    wrong: wrong === true,
    obsolete: label.endsWith('obsolete'),
  }));
  const { truth, copy, divergent } = spansOf(lines, end);
  return { user, times, marks, arrows: arrowsOf(kept, times), truth, copy, divergent };
}

/** Arrows from a mark to a mark, by their places in the list. */
function arrowsOf(drafts: readonly Draft[], _times: readonly number[]): readonly StoryArrow[] {
  const arrows: StoryArrow[] = [];
  const lastPublish = new Map<number, number>();
  drafts.forEach(({ line, what, label }, place) => {
    const version = Number(line['version']);
    if (what === 'publish') {
      lastPublish.set(Number(line['message']), place);
      const commit = drafts.findLastIndex(
        (each, n) => n < place && each.what === 'commit' && Number(each.line['version']) === version,
      );
      if (commit >= 0) arrows.push({ from: commit, to: place, kind: 'publish', obsolete: label.endsWith('obsolete') });
    } else if (what === 'lost') {
      const commit = drafts.findLastIndex(
        (each, n) => n < place && each.what === 'commit' && Number(each.line['version']) === version,
      );
      if (commit >= 0) arrows.push({ from: commit, to: place, kind: 'publish', obsolete: false });
    } else if (what === 'applied' || what === 'turned-away') {
      const publish = lastPublish.get(Number(line['message']));
      if (publish !== undefined)
        arrows.push({ from: publish, to: place, kind: what === 'applied' ? 'deliver' : 'bounce', obsolete: false });
    }
  });
  return arrows;
}

function spansOf(lines: readonly TraceLine[], end: number): Pick<Story, 'truth' | 'copy' | 'divergent'> {
  const truth: StorySpan[] = [];
  const copy: StorySpan[] = [];
  const divergent: StorySpan[] = [];
  let [is, believed] = ['absent', 'absent'];
  let kind = 0;
  const [since, rowOf] = [
    { truth: 0, copy: 0, kind: 0 },
    (status: string) => STATUSES.indexOf(status as (typeof STATUSES)[number]),
  ];
  const judge = (time: number) => {
    const next = kindOf(rowOf(is), rowOf(believed));
    if (next === kind) return;
    if (kind !== 0 && time > since.kind) divergent.push({ from: since.kind, to: time, value: KINDS[kind] as string });
    since.kind = time;
    kind = next;
  };
  const states = lines.filter(({ kind: what }) => what === 'commit' || what === 'copy');
  states.forEach((line, n) => {
    if (line.kind === 'commit') {
      if (line.t > since.truth) truth.push({ from: since.truth, to: line.t, value: is });
      [is, since.truth] = [String(line['status']), line.t];
    } else {
      if (line.t > since.copy) copy.push({ from: since.copy, to: line.t, value: believed });
      [believed, since.copy] = [String(line['status']), line.t];
    }
    if (states[n + 1]?.t !== line.t) judge(line.t);
  });
  truth.push({ from: since.truth, to: end, value: is });
  copy.push({ from: since.copy, to: end, value: believed });
  if (kind !== 0) divergent.push({ from: since.kind, to: end, value: KINDS[kind] as string });
  return { truth, copy, divergent };
}

/** A sentence of a chain of causes, with the moment it speaks of. */
export interface Cause {
  readonly text: string;
  readonly time: number;
}

/** Why truth and copy of a user differ at `time`, latest first; empty when they agree. */
export function causesOf(lines: readonly TraceLine[], time: number): readonly Cause[] {
  const past = lines.filter(({ t }) => t <= time);
  const truth = past.findLast(({ kind }) => kind === 'commit');
  const copy = past.findLast(({ kind }) => kind === 'copy');
  if (truth === undefined || (copy !== undefined && copy['status'] === truth['status'])) return [];
  const causes: Cause[] = [];
  const wrong = past.findLast((line) => line.kind === 'invoice' && line['truth'] !== 'active' && line.t >= truth.t);
  if (wrong !== undefined)
    causes.push({
      text: `Invoice run ${wrong['run']} billed a user who was ${wrong['truth'] === 'absent' ? 'deleted' : wrong['truth']}.`,
      time: wrong.t,
    });
  causes.push(
    copy === undefined
      ? { text: 'Billing has no row of this user.', time: truth.t }
      : { text: `Billing’s copy says ${copy['status']}, version ${copy['version']}.`, time: copy.t },
  );
  const lost = past.findLast((line) => line.kind === 'lost' && Number(line['version']) === Number(truth['version']));
  const event = eventOf(truth['status'], truth['version']);
  if (lost === undefined) {
    causes.push({ text: `Version ${truth['version']}, ${event}, has not been applied.`, time: truth.t });
    return causes;
  }
  const never = lost['message'] === null;
  causes.push({
    text: `Version ${truth['version']}, ${event}, ${never ? 'was never published' : 'was lost on its way'}.`,
    time: truth.t,
  });
  const fault = findEntry(faults, String(lost['fault']));
  if (fault !== undefined) causes.push({ text: `The fault “${fault.title}” was active.`, time: lost.t });
  return causes;
}

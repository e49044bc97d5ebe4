// Keeps labels along a line from lying on each other: each gets the lowest level where it has room. It knows texts and places,
// not what they mean.

interface Label {
  readonly x: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle';
  /** Labels of different lines never touch. */
  readonly line: string;
}

/** Width of a character, roughly, at 12 px. */
const CHARACTER = 6.3;
const GAP = 8;

export function labelLevels(labels: readonly Label[], most: number): readonly number[] {
  const rights = new Map<string, number[]>();
  return labels.map(({ x, text, anchor, line }) => {
    if (text === '') return 0;
    const width = text.length * CHARACTER;
    const left = anchor === 'start' ? x : x - width / 2;
    const levels = rights.get(line) ?? [];
    rights.set(line, levels);
    let level = 0;
    while (level < most && (levels[level] ?? Number.NEGATIVE_INFINITY) > left) level++;
    levels[level] = left + width + GAP;
    return level;
  });
}

interface Repeated {
  readonly what: string;
  readonly wrong: boolean;
  readonly count: number;
  readonly label: string;
}

/** Labels of one kind closer together than this, pixels, are told as one. */
const NEAR = 90;

const togetherWords = ({ what, wrong }: Repeated, count: number): string =>
  what === 'missed' ? `no invoice, ${count} times` : `${count} ${wrong ? 'wrong' : 'right'} invoices`;

interface Told {
  readonly text: string;
  readonly x: number;
}

/**
 * What stands beside each mark and where: of invoices that stand close together the first says how many, in their middle. `past`:
 * the last mark that has happened, which is not counted together with those to come.
 */
export function toldTogether(marks: readonly Repeated[], places: readonly number[], past: number): readonly Told[] {
  const told = marks.map(({ label }, n) => ({ text: label, x: places[n] as number }));
  const isRoutine = ({ what }: Repeated): boolean => what === 'invoice' || what === 'missed';
  for (let n = 0; n < marks.length; ) {
    const first = marks[n] as Repeated;
    const group = [n];
    if (isRoutine(first))
      for (let k = n + 1; k < marks.length; k++) {
        const { what, wrong } = marks[k] as Repeated;
        if (k > past && n <= past) break;
        if (what === first.what && wrong === first.wrong && near(told, group, k)) group.push(k);
        else if (what !== 'read') break;
      }
    if (group.length > 1) mergeInto(told, marks, group);
    n = (group[group.length - 1] as number) + 1;
  }
  return told;
}

const near = (told: readonly Told[], group: readonly number[], next: number): boolean =>
  (told[next] as Told).x - (told[group[group.length - 1] as number] as Told).x < NEAR;

function mergeInto(told: { text: string; x: number }[], marks: readonly Repeated[], group: readonly number[]): void {
  const all = group.map((n) => marks[n] as Repeated);
  const [from, to] = [group[0] as number, group[group.length - 1] as number];
  const middle = ((told[from] as Told).x + (told[to] as Told).x) / 2;
  const count = all.reduce((sum, each) => sum + each.count, 0);
  for (const n of group) told[n] = { text: '', x: middle };
  told[from] = { text: togetherWords(all[0] as Repeated, count), x: middle };
}

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

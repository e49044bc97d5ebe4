// The inputs that matter most as bars: by how much the first place leads at the lower and at the upper end of each, with the line at
// which another lane takes it.

import type { TornadoBar } from '../decision/tornado.ts';
import { numberText } from '../numbers.ts';
import { valueWords } from '../words.ts';
import { escaped } from './blocks.ts';

const WIDTH = 720;
const LEFT = 210;
const RIGHT = 60;
const ROW = 26;

const STYLE = `.dt-s{font:10px "IBM Plex Sans","Segoe UI",Arial,sans-serif;fill:#45484d}.dt-low{fill:#8f9297}.dt-high{fill:#1a1c1f}.dt-z{stroke:#d05200;stroke-width:1.5}.dt-r{stroke:#b9b9b2;stroke-dasharray:2 2}@media screen and (prefers-color-scheme:dark){.dt-s{fill:#bfc1c2}.dt-low{fill:#686b70}.dt-high{fill:#eeeeea}.dt-z{stroke:#f0742b}.dt-r{stroke:#4a4e55}}`;

const pixel = (value: number): string => String(Math.round(value * 10) / 10);
const short = (value: number): string => numberText(Number(value.toPrecision(2)));

function barOf({ path, ends, margins }: TornadoBar, n: number, x: (margin: number) => number, now: number): string {
  const y = n * ROW + 6;
  const [low, high] = margins;
  const half = (margin: number, name: string, top: number): string => {
    const [from, to] = [x(now), x(margin)].sort((a, b) => a - b) as [number, number];
    return `<rect class="${name}" x="${pixel(from)}" y="${y + top}" width="${pixel(Math.max(1, to - from))}" height="7"/>`;
  };
  return [
    `<text class="dt-s" x="0" y="${y + 10}">${escaped(path)}</text>`,
    `<text class="dt-s" x="0" y="${y + 10}" dx="${LEFT - 8}" text-anchor="end">${escaped(`${valueWords(ends[0])} … ${valueWords(ends[1])}`)}</text>`,
    half(low, 'dt-low', 0),
    half(high, 'dt-high', 7),
    `<title>${escaped(`${path}: leads by ${short(low)} at ${valueWords(ends[0])}, by ${short(high)} at ${valueWords(ends[1])}`)}</title>`,
  ].join('');
}

/** `margin`: by how much the first place leads now. */
export function tornadoPicture(bars: readonly TornadoBar[], margin: number): string {
  const all = [0, margin, ...bars.flatMap(({ margins }) => margins)];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const x = (value: number): number => LEFT + ((value - least) / Math.max(1e-9, most - least)) * (WIDTH - LEFT - RIGHT);
  const bottom = bars.length * ROW + 6;
  const told = bars.map(({ path, margins: [low, high] }) => `${path}: ${short(low)} to ${short(high)}`).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 22}" role="img" aria-labelledby="dt-name dt-told"><title id="dt-name">What moves the lead of the first place</title><desc id="dt-told">${escaped(told)}</desc><style>${STYLE}</style>${bars.map((bar, n) => `<g>${barOf(bar, n, x, margin)}</g>`).join('')}<path class="dt-r" d="M${pixel(x(margin))} 0V${bottom}"/><path class="dt-z" d="M${pixel(x(0))} 0V${bottom}"/><text class="dt-s" x="${pixel(x(margin))}" y="${bottom + 14}" text-anchor="middle">now ${escaped(short(margin))}</text>${Math.abs(x(margin) - x(0)) > 90 ? `<text class="dt-s" x="${pixel(x(0))}" y="${bottom + 14}" text-anchor="middle">0: another is first</text>` : ''}</svg>`;
}

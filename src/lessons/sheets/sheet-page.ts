// Sheets as pages of A4: a document of its own, which any browser shows and prints without a network. Texts of lessons are texts;
// nothing in them is markup.
import type { Sheet, SheetItem, SheetQuestion } from './sheet.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const plain = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] as string);

const STYLE = `
@page { size: A4; margin: 11mm 13mm 10mm; }
* { box-sizing: border-box; margin: 0; padding: 0; }
html { color-scheme: light; }
body { color: #1c1b19; background: #fff; font: 10pt/1.34 "IBM Plex Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif;
  max-width: 184mm; margin: 0 auto; }
section + section { break-before: page; }
header { display: flex; align-items: baseline; gap: 6mm; border-bottom: 0.5mm solid #1c1b19; padding-bottom: 1.6mm; margin-bottom: 2.4mm; }
h1 { font-size: 15pt; line-height: 1.15; flex: 1; }
header p { font-size: 9pt; white-space: nowrap; }
li { list-style: none; break-inside: avoid; display: flex; gap: 3mm; padding: 1.5mm 0 1.7mm; border-bottom: 0.2mm solid #b9b4aa; }
li > b { width: 6mm; font-size: 12pt; line-height: 1.1; }
li > div { flex: 1; }
.says { font-weight: 600; }
.ask { margin-top: 0.8mm; }
.ask i { font-style: normal; color: #5d584f; }
.options { display: flex; flex-wrap: wrap; gap: 0.6mm 6mm; margin: 0.8mm 0 0 1mm; }
.options b { margin-right: 1mm; }
.box { display: inline-block; width: 3.2mm; height: 3.2mm; border: 0.3mm solid #1c1b19; vertical-align: -0.4mm; margin-right: 1.2mm; }
.right { font-weight: 700; }
.right .box { background: #1c1b19; }
.line { border-bottom: 0.25mm solid #6d675d; height: 8mm; }
.short { display: inline-block; width: 26mm; border-bottom: 0.25mm solid #6d675d; margin: 0 2mm; }
.told, .notes { margin-top: 0.8mm; }
.told { font-weight: 600; }
.notes { color: #403c36; padding-left: 3mm; border-left: 0.6mm solid #b9b4aa; }
.home { margin-top: 2.6mm; font-weight: 700; font-size: 11pt; }
svg { display: block; width: 96mm; height: 25mm; margin-top: 1mm; }
.questions svg { width: 150mm; height: 39mm; }
.answers { font-size: 9pt; line-height: 1.26; }
.answers header p, .answers .two { font-size: 8.1pt; }
.answers .two { line-height: 1.2; }
.answers li { padding: 1.1mm 0 1.2mm; }
.answers svg { width: 46mm; height: 12mm; }
.questions { font-size: 11pt; }
.questions li { padding: 2.4mm 0 2.8mm; }
.questions .ask { margin-top: 1.2mm; }
.two { columns: 2; column-gap: 8mm; font-size: 8.4pt; line-height: 1.25; }
.questions .two { font-size: 9.1pt; line-height: 1.28; }
.two li, .questions .two li { padding: 1.2mm 0 1.4mm; gap: 2mm; }
.two li > b { font-size: 10pt; width: 5mm; }
.two .options > span { flex-basis: 100%; }
.two .options { gap: 0.3mm; }
.two .says { font-weight: 400; }
.two .ask { font-weight: 600; }
.two .notes { padding-left: 2mm; }
`;

const boxes = ({ options, by, twice }: SheetQuestion): string => {
  const box =
    by === 'order' ? '<span class="short" style="width:7mm;margin:0 1mm 0 0"></span>' : '<span class="box"></span>';
  const each = options.map(
    ({ letter, text, isRight }) =>
      `<span${isRight ? ' class="right"' : ''}>${twice && by === 'letter' ? box + box : box}<b>${letter}</b>${plain(text)}</span>`,
  );
  return `<p class="options">${each.join(' ')}</p>`;
};

/** Axes to draw into; on a sheet of answers with the run’s curve. */
function axes({ curve }: SheetQuestion): string {
  if (curve === null) return '';
  const { top, values } = curve;
  const [wide, high] = [384, 100];
  const point = (value: number, n: number): string =>
    `${((n * wide) / Math.max(1, values.length - 1)).toFixed(1)},${(high - (value * (high - 4)) / top).toFixed(1)}`;
  const line =
    values.length === 0
      ? ''
      : `<polyline points="${values.map(point).join(' ')}" fill="none" stroke="#1c1b19" stroke-width="1.6"/>`;
  return `<svg viewBox="0 0 ${wide} ${high}" role="img" aria-label="Axes"><path d="M0.5 0V99.5H384" fill="none" stroke="#6d675d"/>${line}</svg>`;
}

function pencil(question: SheetQuestion): string {
  const { by, options, twice, unit } = question;
  if (options.length > 0) return boxes(question);
  if (by === 'curve') return axes(question);
  if (by === 'number') {
    const blank = '<span class="short"></span>';
    return `<p>Alone:${blank}${twice ? `after talking:${blank}` : ''}${plain(unit)}</p>`;
  }
  return by === 'words' ? '<p class="line"></p>' : '';
}

const LABELS = { guess: '', seen: 'What happened? ', alike: 'Alike? ', why: 'Why? ', task: 'To do. ' } as const;

function asked(question: SheetQuestion, tells: boolean): string {
  const { about, ask, answer, by, twice } = question;
  const hint =
    by === 'order'
      ? ' Number them.'
      : twice && by === 'letter' && !tells
        ? ' First box alone, second after talking.'
        : '';
  const head = `<p class="ask"><i>${LABELS[about]}</i>${plain(ask)}<i>${hint}</i></p>`;
  if (!tells) return head + pencil(question);
  const told = answer === null || by === 'letter' ? '' : `<p class="told">${plain(answer)}</p>`;
  const drawn = by === 'letter' ? boxes({ ...question, twice: false }) : axes(question);
  return head + drawn + told;
}

function item(each: SheetItem, tells: boolean, isInventory: boolean): string {
  const { number, isAlone, isOptional, says, questions, after, notes, minutes } = each;
  const kind = [
    isAlone ? 'alone' : '',
    isOptional ? 'may be left out' : '',
    tells && !isInventory ? `${minutes} min` : '',
  ];
  const words = kind.filter((word) => word !== '').join(', ');
  return [
    `<li><b>${number}</b><div>`,
    says === '' ? '' : `<p class="says">${plain(says)}</p>`,
    words === '' ? '' : `<p><i>${words}</i></p>`,
    ...questions.map((question) => asked(question, tells)),
    after === '' ? '' : `<p class="told">${plain(after)}</p>`,
    notes === '' ? '' : `<p class="notes">${plain(notes)}</p>`,
    '</div></li>',
  ].join('');
}

function page({ kind, title, minutes, takeHome, isInventory, items }: Sheet): string {
  const tells = kind === 'answers';
  const corner = tells
    ? `Answers · ${minutes} min`
    : isInventory
      ? 'Name or number: ____________'
      : 'Guess before you see it.';
  const list = items.map((each) => item(each, tells, isInventory)).join('\n');
  return `<section class="${kind}">
<header><h1>${plain(title)}</h1><p>${corner}</p></header>
<ol${isInventory ? ' class="two"' : ''}>
${list}
</ol>
${takeHome === '' ? '' : `<p class="home">${plain(takeHome)}</p>\n`}</section>`;
}

/** One document, each sheet beginning on a page of its own. */
export function sheetPages(sheets: readonly Sheet[]): string {
  const titles = sheets.map(({ title, kind }) => `${title}, ${kind}`).join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${plain(titles)}</title>
<style>${STYLE}</style>
</head>
<body>
${sheets.map(page).join('\n')}
</body>
</html>
`;
}

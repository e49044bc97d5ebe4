// A report as one HTML file, without a script and without anything from elsewhere: any browser shows and prints it without a network.
import { type Block, escaped } from './blocks.ts';
import { STYLE } from './style.ts';

/** Cells of tables: a formula is not broken within its powers. */
const cellHtml = (text: string): string => escaped(text).replace(/\S*\^\S*/g, '<span class="f">$&</span>');

const isNumber = (text: string): boolean => /^[≈+−-]?\s?\d/.test(text);

function table({ caption, cells, small, words }: Extract<Block, { readonly is: 'table' }>): string {
  const [heading = [], ...rows] = cells;
  const kind = [...(small ? ['small'] : []), ...(words ? ['words'] : [])].join(' ');
  const head = heading.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('');
  // On a narrow screen a row is a card, in which each cell says what it is.
  const named = (n: number): string => (small ? '' : ` data-title="${escaped(heading[n + 1] ?? '')}"`);
  const body = rows.map(([first = '', ...others]) => {
    const rest = others
      .map((cell, n) => `<td${isNumber(cell) ? ' class="n"' : ''}${named(n)}>${cellHtml(cell)}</td>`)
      .join('');
    return `<tr><th scope="row">${escaped(first)}</th>${rest}</tr>`;
  });
  return `<table${kind === '' ? '' : ` class="${kind}"`}><caption>${escaped(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table>`;
}

function written(block: Block): string {
  switch (block.is) {
    case 'title':
      return `<h1>${escaped(block.text)}</h1>`;
    case 'heading':
      return `<h2${block.newPage ? ' class="page"' : ''}>${escaped(block.text)}</h2>`;
    case 'paragraph':
      return `<p${block.voice === undefined ? '' : ` class="${block.voice}"`}>${escaped(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${escaped(item)}</li>`).join('\n')}\n</ul>`;
    case 'table':
      return table(block);
    case 'picture':
      return `<figure>${block.svg}</figure>`;
    case 'code':
      return `<h3>${escaped(block.caption)}</h3>\n<pre><code>${escaped(block.text)}</code></pre>`;
  }
}

export const htmlOf = (title: string, blocks: readonly Block[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${blocks.map(written).join('\n')}
</main>
</body>
</html>
`;

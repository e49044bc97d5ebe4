// A report as Markdown. Texts of files are escaped, so that nothing in them is markup.
import type { Block } from './blocks.ts';

/** What Markdown, or HTML in it, could take for markup; a line break would end a paragraph. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&!]/g, '\\$&').replace(/\s*\n\s*/g, ' ');

/** The same where a paragraph begins, which a list or a heading would begin with too. */
const begun = (text: string): string =>
  plain(text)
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+=])/, '\\$1');

const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;

function table({ caption, cells, words }: Extract<Block, { readonly is: 'table' }>): string {
  const [heading = [], ...rows] = cells;
  const lines = [
    row(heading),
    `| ${heading.map((_, n) => (n === 0 || words ? '---' : '---:')).join(' | ')} |`,
    ...rows.map(row),
  ];
  return `${plain(caption)}\n\n${lines.join('\n')}`;
}

/** A fence longer than any in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}

function written(block: Block): string {
  switch (block.is) {
    case 'title':
      return `# ${plain(block.text)}`;
    case 'heading':
      return `## ${plain(block.text)}`;
    case 'paragraph':
      return block.voice === 'claim' ? `**${plain(block.text)}**` : begun(block.text);
    case 'list':
      return block.items.map((item) => `- ${begun(item)}`).join('\n');
    case 'table':
      return table(block);
    case 'picture':
      return `![${plain(block.name)}](data:image/svg+xml;base64,${base64(block.svg)})`;
    case 'code':
      return `${plain(block.caption)}\n\n${fenced(block.language, block.text)}`;
  }
}

/** The bytes of a text in base 64, as addresses of data have it. */
function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}

export const markdownOf = (blocks: readonly Block[]): string => `${blocks.map(written).join('\n\n')}\n`;

// A report as what it says, before anybody decides how it looks: headings, paragraphs, tables, lists, pictures, texts as they are.
// Every text is text; whoever writes a form of it escapes.

/** Rows of texts; the first is the heading. */
type Cells = readonly (readonly string[])[];

export type Block =
  | { readonly is: 'title'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string; readonly newPage?: true }
  | { readonly is: 'paragraph'; readonly text: string; readonly voice?: 'claim' | 'quiet' }
  | { readonly is: 'list'; readonly items: readonly string[] }
  /** `words`: of sentences, not of numbers. */
  | {
      readonly is: 'table';
      readonly caption: string;
      readonly cells: Cells;
      readonly small?: true;
      readonly words?: true;
    }
  /** A picture, drawn by ourselves of numbers and escaped texts. */
  | { readonly is: 'picture'; readonly name: string; readonly svg: string }
  /** A text of a machine: a file, a command, numbers. */
  | { readonly is: 'code'; readonly caption: string; readonly language: string; readonly text: string };

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text among markup. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (found) => ENTITIES[found] as string);

const csvCell = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Cells as RFC 4180 has them. */
export const csvOf = (cells: Cells): string => cells.map((row) => row.map(csvCell).join(',')).join('\n');

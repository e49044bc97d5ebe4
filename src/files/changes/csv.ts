// CSV by RFC 4180: quotes, doubled quotes, line breaks within them, separated by comma, semicolon or tab. Blanks around a quoted
// field are let pass; every other field is what stands there. It knows no columns.

interface CsvRecord {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

type CsvPart = CsvRecord | { readonly line: number; readonly wrong: string };

const SEPARATORS = [',', ';', '\t'] as const;

/** What separates fields: of comma, semicolon and tab the one that stands most often in the first record outside quotes. */
export function separatorOf(text: string): string {
  const counts = new Map<string, number>();
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r') && counts.size > 0) break;
    else if (!quoted && (SEPARATORS as readonly string[]).includes(character))
      counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return SEPARATORS.reduce<string>(
    (best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best),
    ',',
  );
}

const isBlank = (character: string | undefined): boolean => character === ' ' || character === '\t';

class CsvReader {
  line = 1;
  private at = 0;
  private readonly text: string;
  private readonly separator: string;

  constructor(text: string, separator: string) {
    this.text = text;
    this.separator = separator;
  }

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  record(): CsvPart {
    const { line } = this;
    const fields: string[] = [];
    for (;;) {
      const field = this.isQuoted() ? this.quoted() : this.bare();
      if (typeof field !== 'string') return field;
      fields.push(field);
      if (this.text[this.at] !== this.separator) break;
      this.at++;
    }
    this.endOfLine();
    return { line, fields };
  }

  private isEnd(): boolean {
    const character = this.text[this.at];
    return character === undefined || character === '\n' || (character === '\r' && this.text[this.at + 1] === '\n');
  }

  private endOfLine(): void {
    if (this.text[this.at] === '\r') this.at++;
    this.at++;
    this.line++;
  }

  /** Steps over blanks to where a quoted field begins; without one it stays. */
  private isQuoted(): boolean {
    let at = this.at;
    while (isBlank(this.text[at]) && this.text[at] !== this.separator) at++;
    if (this.text[at] !== '"') return false;
    this.at = at + 1;
    return true;
  }

  private bare(): string {
    const from = this.at;
    while (!this.isEnd() && this.text[this.at] !== this.separator) this.at++;
    return this.text.slice(from, this.at);
  }

  private quoted(): string | CsvPart {
    const { line } = this;
    let field = '';
    for (;;) {
      const end = this.text.indexOf('"', this.at);
      const part = this.text.slice(this.at, end < 0 ? this.text.length : end);
      this.line += part.split('\n').length - 1;
      field += part;
      if (end < 0) {
        this.at = this.text.length;
        return { line, wrong: 'a quoted field begins here and does not end; allowed is a second quote (") behind it' };
      }
      this.at = end + 1;
      if (this.text[this.at] !== '"') break;
      field += '"';
      this.at++;
    }
    while (isBlank(this.text[this.at]) && this.text[this.at] !== this.separator) this.at++;
    if (this.isEnd() || this.text[this.at] === this.separator) return field;
    const at = this.line;
    this.bare();
    this.endOfLine();
    return { line: at, wrong: 'text follows a quoted field; allowed is a quote within quotes written twice ("")' };
  }
}

/** The records of a table, blank lines left out; a record that cannot be read is what is wrong with it. */
export function* csvRecords(text: string, separator: string): Generator<CsvPart> {
  const reader = new CsvReader(text, separator);
  while (!reader.ended) {
    const record = reader.record();
    const blank = 'fields' in record && record.fields.length === 1 && record.fields[0]?.trim() === '';
    if (!blank) yield record;
  }
}

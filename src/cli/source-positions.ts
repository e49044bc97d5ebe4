// Where in a JSON text a value stands, so that an error can name its line. The text must be well-formed JSON.

/** Line (from 1) on which the value at a path such as `steps[3].queue` begins; that of what it would be in if it is missing. */
export function lineInJson(text: string, path: string): number {
  let offset = 0;
  try {
    offset = new Positions(text).find(path);
  } catch {
    // Nested too deeply to follow: the file's first line has to do.
  }
  return text.slice(0, offset).split('\n').length;
}

/** Finds positions in JSON text that is known to be well-formed. */
class Positions {
  private readonly text: string;
  private at = 0;
  private readonly positions = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
    this.value('');
  }

  find(path: string): number {
    for (let shorter = path; ; shorter = shorter.replace(/(?:\.[^.[]*|\[\d+\]|^[^.[]+)$/, '')) {
      const position = this.positions.get(shorter);
      if (position !== undefined) return position;
      if (shorter === '') return 0;
    }
  }

  private blank(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private value(path: string): void {
    this.blank();
    this.positions.set(path, this.at);
    const first = this.text[this.at];
    if (first === '{') this.members('}', () => this.member(path));
    else if (first === '[') {
      let index = 0;
      this.members(']', () => this.value(`${path}[${index++}]`));
    } else this.scalar();
  }

  private members(end: string, one: () => void): void {
    this.at++;
    for (;;) {
      this.blank();
      if (this.text[this.at] === end || this.at >= this.text.length) break;
      if (this.text[this.at] === ',') this.at++;
      else one();
    }
    this.at++;
  }

  private member(path: string): void {
    const start = this.at;
    this.scalar();
    const key = JSON.parse(this.text.slice(start, this.at)) as string;
    this.blank();
    this.at++;
    this.value(path === '' ? key : `${path}.${key}`);
  }

  private scalar(): void {
    const found = /"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y;
    found.lastIndex = this.at;
    this.at += found.exec(this.text)?.[0].length ?? 1;
  }
}

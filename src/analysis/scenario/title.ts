// The title of a scenario's text, for lists: found without reading the whole, so that drafts with mistakes have one too; and what
// follows from it, the name of a file. What a scenario is really called is known only when it has been read.

/** A text in double quotes, as JSON and YAML write it; undefined where it is none. */
function unquoted(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

const IN_YAML = /^title:[ \t]*(?:("(?:[^"\\]|\\.)*")|'((?:[^']|'')*)'|(.*?))[ \t]*(?:\s#.*)?$/m;
const IN_JSON = /"title"\s*:\s*("(?:[^"\\]|\\.)*")/;

export function titleIn(text: string): string {
  const [, double, single, plain] = IN_YAML.exec(text) ?? [];
  const quoted = double ?? IN_JSON.exec(text)?.[1];
  return (single?.replaceAll("''", "'") ?? plain ?? (quoted && unquoted(quoted))) || 'Untitled';
}

const LONGEST = 60;

/** The name of a file for what is called so. */
export function fileNamed(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const short = words.length <= LONGEST ? words : words.slice(0, LONGEST).replace(/-[^-]*$/, '');
  return `${short === '' ? 'scenario' : short}.yaml`;
}

/** The first sentence of a description, without its Markdown. */
export function firstSentence(description: string): string {
  const plain = description
    .replace(/^#+ .*$/gm, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim();
  const [paragraph = ''] = plain.split(/\n\s*\n/);
  const text = paragraph.replace(/\s+/g, ' ');
  return /^.*?[.!?](?= |$)/.exec(text)?.[0] ?? text;
}

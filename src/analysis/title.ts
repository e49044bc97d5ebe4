// The title of a scenario's text, for lists: found without reading the whole, so that drafts with mistakes have one too. What a
// scenario is really called is known only when it has been read.

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

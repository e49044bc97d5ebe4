// A sequence diagram in Mermaid's words: of one user each message with what became of it; of all users what happens between the
// services and not to single users: faults, the repair's steps, invoice runs.
import type { TraceLine } from '../../engine/index.ts';
import { clockStart, clockText } from '../clock.ts';
import { EFFECT_WORDS, eventOf, faultTitle, LOSS_WORDS } from '../dictionary.ts';
import type { CreateExporter } from './exporter.ts';

/** Longer diagrams are not drawn by the tool's own limits. */
const MOST = 500;

/** Text as the tool takes it: none of its own signs, on one line. */
const plain = (text: string): string => text.replace(/[;#<>{}\r\n]/g, ' ').trim();

const HEAD = `sequenceDiagram
    participant U as User service
    participant B as Broker
    participant C as Billing service
`;

/** What a line of one user, or of none, says. Undefined: nothing that is drawn. */
function drawn(line: TraceLine): string | undefined {
  switch (line.kind) {
    case 'commit':
      return line.cause === 'initial' ? undefined : `Note over U: ${line.status}, version ${line.version}`;
    case 'publish':
      return `U->>B: ${eventOf(line.status, line.version, line.cause)}, version ${line.version}`;
    case 'lost':
      return `${line.where === 'publisher' ? 'U-xU' : line.where === 'consumer' ? 'B-xC' : 'U-xB'}: ${plain(LOSS_WORDS[line.where].where)}, version ${line.version}`;
    case 'deliver':
      return `B->>C: delivered, attempt ${line.attempt}`;
    case 'apply':
      return `Note over C: ${plain(EFFECT_WORDS[line.effect].step)}, version ${line.version}`;
    case 'copy':
      return line.cause === 'initial' || line.cause === 'event'
        ? undefined
        : `Note over C: copy ${line.status}, version ${line.version} (${line.cause})`;
    case 'ack':
      return 'C-->>B: acknowledged';
    case 'requeue':
      return `C-->>B: put back, ${plain(line.reason)}`;
    case 'dead-letter':
      return `C-xB: dead-lettered, ${plain(line.reason)}`;
    case 'api':
      return `C->>U: asks the API\n    U-->>C: ${line.status === 200 ? 'its state' : `status ${line.status}`}`;
    case 'invoice':
      return `Note over C: invoice ${line.amount}, copy ${line.copy}, truth ${line.truth}`;
    default:
      return drawnOfAll(line);
  }
}

function drawnOfAll(line: TraceLine): string | undefined {
  switch (line.kind) {
    case 'fault':
      return `Note over U,C: ${plain(faultTitle(line.fault))} ${line.on ? 'begins' : 'ends'}`;
    case 'phase':
      return `Note over ${line.team === 'user' ? 'U' : 'C'}: ${plain(line.name)}`;
    case 'invoice-run':
      return `Note over C: Invoice run ${line.run}`;
    case 'invoice-blocked':
      return `Note over C: Invoice run ${line.run} put off`;
    case 'alarm':
      return `Note over C: Alarm, ${line.alarm}`;
    default:
      return undefined;
  }
}

export const mermaid: CreateExporter = ({ scenario, user }) => {
  const start = clockStart(scenario.start);
  let lines = 0;
  let shown = '';
  const add = (line: TraceLine): string => {
    const words = user === null ? drawnOfAll(line) : drawn(line);
    if (words === undefined || lines > MOST) return '';
    if (++lines > MOST) return `    Note over U,C: … and more, later than this\n`;
    const clock = clockText(start, line.t, 'millisecond');
    const at = clock === shown ? '' : `    Note right of C: ${clock}\n`;
    shown = clock;
    return `${at}    ${words}\n`;
  };
  return { head: HEAD, line: (line, told) => (told ? add(line) : ''), foot: () => '' };
};

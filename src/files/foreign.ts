// Formats that people have and that are neither scenarios nor changes, each named in a sentence that says how to get from it to what
// is read here. A text is judged by its beginning, plain data by its keys; a file's name is not believed.
import { isJsonObject } from './changes/fields.ts';

interface Foreign {
  readonly line: number;
  readonly message: string;
}

type Text = readonly [look: RegExp, message: string];
type Data = readonly [look: (data: Readonly<Record<string, unknown>>) => boolean, message: string];

const CHANGES = 'allowed are CloudEvents, Debezium’s change events, or CSV with the header time,user,type';

/** What neither a scenario nor a file of changes can be. */
const TEXTS: readonly Text[] = [
  [
    /^(?:(?:CreateTime|LogAppendTime)(?::\d+)?|NoTimestampType|Partition:\d+|Offset:\d+)\t/,
    'these are lines of a Kafka console consumer with properties in front; print the values alone (print.timestamp, print.key, print.partition and print.offset left out) if they are CloudEvents, else write time, key and type as CSV with the header time,user,type (the number behind CreateTime may stand as the time)',
  ],
  [
    /^[^\n\t{["]{1,200}\t\{"/,
    'these are lines of a Kafka console consumer with the key in front; print the values alone (print.key left out) if they are CloudEvents or change events of Debezium',
  ],
  [
    /^(?:Key \(-?\d+ bytes\)|Key format:|rowtime:|Dumping \S+\.log|\|? ?offset: \d+ )/m,
    'this is what kcat, ksqlDB or kafka-dump-log print for people; print the values alone (kcat -C -e -f "%s\\n") if they are CloudEvents or change events of Debezium, else write time, key and type as CSV with the header time,user,type',
  ],
  [
    /^(?:POST|PUT) \S+ HTTP\/\d/,
    'this is a request of HTTP, which has a CloudEvent’s attributes in its headers (binary mode); allowed are the events themselves, each a JSON object with its attributes in it (structured mode)',
  ],
  [
    /^[^\n{[<"]{1,300}?[\t|:;, ]\s*\{"[^\n]*\}\s*(?:\n|$)/,
    'something stands in front of the JSON in each line, such as a key, headers or a log’s time; leave it out (sed "s/^[^{]*//") if what follows are CloudEvents or change events of Debezium',
  ],
  [/^\s*<(?:\?xml|!doctype|html|[a-z])/i, `this is XML or HTML; ${CHANGES}`],
  [
    /^\s*(?:--.*\n\s*)*(?:INSERT\s+INTO|CREATE\s+TABLE|COPY\s+\S+.*\sFROM\s+stdin|SET\s+\w+\s*=)/i,
    'this is a dump in SQL; export the table of changes as CSV with a header (psql: \\copy (select …) to changes.csv csv header; mysql: --batch)',
  ],
  [
    /^\s*(?:\+-{2,}[-+]*\+\s*\n\s*\||[^\n]*\|[^\n]*\n\s*-{2,}\+-)/,
    'this is a table as psql or mysql prints it for people; let it print CSV (psql --csv) or tabs (mysql --batch)',
  ],
];

const DATA: readonly Data[] = [
  [
    (data) => 'asyncapi' in data,
    'this is an AsyncAPI document: it says which messages there are, not which user changed when; its names of types can stand under workload.types, and the changes come from a log of the messages',
  ],
  [
    (data) => 'openapi' in data || 'swagger' in data,
    'this is an OpenAPI document: it says what an API offers, not which user changed when; allowed is a scenario, or a file of changes',
  ],
  [
    (data) =>
      'rabbit_version' in data ||
      'rabbitmq_version' in data ||
      (Array.isArray(data['queues']) && Array.isArray(data['bindings'])),
    'these are definitions of RabbitMQ: driftlab broker --definitions FILE, and the Broker lab, make the first steps of a broker script of them',
  ],
  [
    (data) => typeof data['topic'] === 'string' && 'partition' in data && 'offset' in data && 'payload' in data,
    'this is a Kafka record as kcat -J writes it; take its payload out (jq -c ".payload | fromjson") if that is a CloudEvent, else name its fields under workload.columns, such as { time: ts, user: key, type: payload }',
  ],
  [
    (data) => typeof data['topic'] === 'string' && 'partition' in data && 'offset' in data && 'value' in data,
    'this is a Kafka record; take its value out (jq -c ".value | (fromjson? // .)") if that is a CloudEvent or a change event of Debezium, else name its fields under workload.columns, such as { time: timestamp, user: key, type: value.type }',
  ],
  [
    (data) => typeof data['database'] === 'string' && typeof data['table'] === 'string' && Array.isArray(data['data']),
    'this is a change of Canal, with its rows in a list; write an object for each (jq -c ".es as $time | .type as $type | .data[] + {$time, $type}") and name their fields under workload.columns, such as { time: time, user: id, status: status }',
  ],
  [
    (data) =>
      typeof data['database'] === 'string' &&
      typeof data['table'] === 'string' &&
      typeof data['type'] === 'string' &&
      'ts' in data &&
      isJsonObject(data['data']),
    'this is a change of Maxwell’s daemon; name its fields under workload.columns, such as { time: ts, user: data.id, status: data.status }',
  ],
  [
    (data) => typeof data['apiVersion'] === 'string' && typeof data['kind'] === 'string',
    'this is a manifest of Kubernetes; allowed is a scenario, or a file of changes',
  ],
];

const IN_PLACE_OF_A_SCENARIO: readonly Data[] = [
  ...DATA,
  [
    (data) => 'specversion' in data && 'type' in data,
    'this is a CloudEvent; a scenario names a file of them under workload.file',
  ],
  [
    (data) => typeof data['op'] === 'string' && ('before' in data || 'after' in data),
    'this is a change event of Debezium; a scenario names a file of them under workload.file',
  ],
  [
    (data) => Array.isArray(data['steps']) && typeof data['broker'] === 'string',
    'this is a broker script; driftlab broker plays it, and so does the Broker lab',
  ],
];

/** Documents in YAML, told from their first keys; nothing that is a change of users begins so. */
const YAML_KEYS: readonly Text[] = [
  [/^(?:asyncapi|'asyncapi'|"asyncapi"):/m, (DATA[0] as Data)[1]],
  [/^(?:openapi|swagger):/m, (DATA[1] as Data)[1]],
  [/^(?:schema:\s*1|title:|variants:|faults:)/m, `this is a scenario; ${CHANGES}`],
];

function lineOf(text: string, look: RegExp): number {
  const at = text.search(look);
  return text.slice(0, at).split('\n').length;
}

const inText = (text: string, looks: readonly Text[]): Foreign | undefined => {
  const head = text.replace(/^\ufeff/, '').slice(0, 4000);
  const found = looks.find(([look]) => look.test(head));
  return found && { line: Math.max(1, lineOf(head, found[0])), message: found[1] };
};

/** What plain data is if it is no scenario. */
export const foreignData = (data: unknown): string | undefined => {
  const first = Array.isArray(data) ? data[0] : data;
  if (!isJsonObject(first)) return undefined;
  return IN_PLACE_OF_A_SCENARIO.find(([look]) => look(first))?.[1];
};

function firstValue(text: string): unknown {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (!/^[[{]/.test(start)) return undefined;
  const head = start.slice(0, start.search(/\n|$/));
  for (const part of head === start ? [head] : [head, start]) {
    try {
      const value: unknown = JSON.parse(part);
      return Array.isArray(value) ? value[0] : value;
    } catch {
      // Not by itself, or no JSON at all, which reading says.
    }
  }
  return undefined;
}

/** What a text is that stands in place of a file of changes; undefined when it may be one. `mapped`: its fields are named. */
export function foreignChanges(text: string, mapped: boolean): Foreign | undefined {
  const first = firstValue(text);
  if (isJsonObject(first)) {
    const found = mapped ? undefined : DATA.find(([look]) => look(first));
    return found && { line: 1, message: found[1] };
  }
  return inText(text, [...TEXTS, ...YAML_KEYS]);
}

/** What a text is that stands in place of a scenario and is no YAML of sections. */
export function foreignScenario(text: string): Foreign | undefined {
  const first = firstValue(text);
  if (first !== undefined) {
    const message = foreignData(first);
    return message === undefined ? undefined : { line: 1, message };
  }
  const table = /^[^\n:]*(?:time|user|type|status)[^\n:]*[,;\t][^\n:]*(?:time|user|type|status)[^\n:]*$/i;
  const isTable = table.test(text.slice(0, 1000).split('\n')[0] ?? '');
  if (isTable) return { line: 1, message: 'this is a table of changes; a scenario names it under workload.file' };
  return inText(text, TEXTS);
}

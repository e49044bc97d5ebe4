// The forms of other tools in which a run can be had, by the names under which they are asked for.
import { cloudevents } from './cloudevents.ts';
import { csv } from './csv.ts';
import type { CreateExporter } from './exporter.ts';
import { mermaid } from './mermaid.ts';
import { perfetto } from './perfetto.ts';
import { shiviz } from './shiviz.ts';

export const EXPORTS: Readonly<Record<string, CreateExporter>> = { mermaid, perfetto, shiviz, csv, cloudevents };

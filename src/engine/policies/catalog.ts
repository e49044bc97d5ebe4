// All policies, in the order in which they are offered.
import type { Policy } from '../points.ts';
import { arrival } from './arrival.ts';
import { dedupe } from './dedupe.ts';
import { perField } from './per-field.ts';
import { strict } from './strict.ts';
import { timestamp } from './timestamp.ts';
import { version } from './version.ts';

export const policies: readonly Policy[] = [arrival, dedupe, version, timestamp, strict, perField];

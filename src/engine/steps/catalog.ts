// All primitive steps, in the order in which they are listed: people's, reading the User service, events, invoicing.
import { events } from './events.ts';
import { invoicing } from './invoicing.ts';
import { people } from './people.ts';
import { reading } from './reading.ts';
import type { StepEntry } from './step.ts';

export const primitiveSteps: readonly StepEntry[] = [...people, ...reading, ...events, ...invoicing];

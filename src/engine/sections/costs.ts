// The section `costs`: what things cost. The measures read it as it stands.
import type { SectionShape } from './shape.ts';

const DEAREST = 1e9;

export const costsSection = {
  type: 'section',
  summary: "What things cost, in the scenario's unit of money.",
  keys: {
    wrongInvoice: { type: 'number', summary: 'A wrong invoice.', unit: 'money', min: 0, max: DEAREST, default: 25 },
    missedInvoice: { type: 'number', summary: 'A missed invoice.', unit: 'money', min: 0, max: DEAREST, default: 5 },
    handsOnHour: {
      type: 'number',
      summary: "An hour of people's work.",
      unit: 'money',
      min: 0,
      max: DEAREST,
      default: 90,
    },
    apiCall: { type: 'number', summary: 'A call of the API.', unit: 'money', min: 0, max: DEAREST, default: 0.001 },
  },
} as const satisfies SectionShape;

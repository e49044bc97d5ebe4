// The section `costs`: what things cost.
import { duration } from './compiled.ts';
import { LONGEST, type SectionShape } from './shape.ts';
import type { ValueOf } from './value.ts';

const DEAREST = 1e9;

export const costsSection = {
  type: 'section',
  summary: "What things cost, in the scenario's unit of money.",
  keys: {
    wrongInvoice: { type: 'number', summary: 'A wrong invoice.', unit: 'money', min: 0, max: DEAREST, default: 25 },
    missedInvoice: { type: 'number', summary: 'A missed invoice.', unit: 'money', min: 0, max: DEAREST, default: 5 },
    lateInvoice: {
      type: 'number',
      summary: 'Each hour that an invoice is late.',
      unit: 'money',
      min: 0,
      max: DEAREST,
      default: 1,
    },
    creditedInvoice: {
      type: 'number',
      summary: 'A wrong invoice for which a credit note was written, instead of its cost as a wrong one.',
      unit: 'money',
      min: 0,
      max: DEAREST,
      default: 5,
    },
    sideEffect: {
      type: 'number',
      summary: 'What another subscriber does outward twice or wrongly, such as a second mail.',
      unit: 'money',
      min: 0,
      max: DEAREST,
      default: 0,
    },
    handsOnHour: {
      type: 'number',
      summary: "An hour of people's work.",
      unit: 'money',
      min: 0,
      max: DEAREST,
      default: 90,
    },
    apiCall: { type: 'number', summary: 'A call of the API.', unit: 'money', min: 0, max: DEAREST, default: 0.001 },
    currency: {
      type: 'text',
      form: 'line',
      longest: 12,
      summary: 'The unit of money, as it is shown.',
      default: 'EUR',
    },
    horizon: {
      type: 'duration',
      summary: 'For how long what is still wrong at the end is counted on, as if nothing healed by itself.',
      min: 0,
      max: 10 * LONGEST,
      default: '7d',
    },
  },
} as const satisfies SectionShape;

export const compileCosts = (costs: ValueOf<typeof costsSection>) => ({
  wrongInvoice: costs.wrongInvoice,
  missedInvoice: costs.missedInvoice,
  lateInvoice: costs.lateInvoice,
  creditedInvoice: costs.creditedInvoice,
  sideEffect: costs.sideEffect,
  handsOnHour: costs.handsOnHour,
  apiCall: costs.apiCall,
  /** Microseconds. */
  horizon: duration(costs.horizon),
});

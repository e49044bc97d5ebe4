// Results made by hand cost nothing.
import type { VariantResult } from '../../src/engine/index.ts';

export const NO_CHARGES: VariantResult['charges'] = {
  wrongInvoice: 0,
  creditedInvoice: 0,
  missedInvoice: 0,
  lateInvoice: 0,
  sideEffect: 0,
  handsOnHour: 0,
  apiCall: 0,
  horizon: 0,
};

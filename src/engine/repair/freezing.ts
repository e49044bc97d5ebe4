// Puts invoicing off while a copy is being repaired, and lets it go on. Which runs are put off is invoicing's business.
import type { Invoicing } from '../services/billing/invoicing.ts';
import { defineTool, type Tool } from './tool.ts';

interface Freezing extends Tool {
  readonly invoicing: Invoicing;
}

export const freezing = defineTool({
  id: 'freezing',
  signals: [],
  open: ({ invoicing }): Freezing => ({ saved: [], invoicing }),
  effects: {
    freezeInvoicing: ({ invoicing }: Freezing, { on }: { readonly on: boolean }) => invoicing.freeze(on),
    releaseInvoicing: ({ invoicing }: Freezing) => invoicing.freeze(false),
  },
});

// The link of a report: the part of an address behind `#` that opens the scenario with its lanes compared. Its bytes are the same
// wherever it is written. What a link holds and how it is read belongs to the page.
import type { Scenario, VariantSpec } from '../../engine/index.ts';
import { linkOf } from '../link-text.ts';
import { deflated } from './deflate.ts';

/** As the page’s bookmarks are; the text carries everything. */
export function bookmarkLink({ id }: Scenario, variants: readonly VariantSpec[], text: string, seed: number): string {
  const bookmark = {
    scenario: { file: `${id}.yaml`, text, siblings: {} },
    seed,
    variant: variants[0]?.id ?? 'wait',
    inputs: [],
    time: 0,
    comparing: true,
    reached: 0,
    lanesReached: 0,
    lifted: true,
  };
  return `#${linkOf(deflated(new TextEncoder().encode(JSON.stringify(bookmark))))}`;
}

// Policy "arrival": the last to arrive wins.
import type { Policy } from '../points.ts';

export const arrival: Policy = {
  id: 'arrival',
  title: 'In order of arrival',
  summary: 'Every event writes the row, whatever came before. Duplicates and late events overwrite newer states.',
  inbox: false,
  stamps: false,
  decide: () => 'apply',
};

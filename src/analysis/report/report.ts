// The decision report: one page that recommends, and an appendix with all that it stands on. The same question gives the same bytes,
// on the page and on the command line. Which form it takes is decided elsewhere.
import { recommendationOf } from '../decision/recommendation.ts';
import { inOwnWords } from '../own-words.ts';
import { firstSentence } from '../scenario/title.ts';
import { appendix } from './appendix.ts';
import type { Block } from './blocks.ts';
import { htmlOf } from './html.ts';
import type { ReportForm, ReportInput } from './input.ts';
import { lanesPicture } from './lanes-picture.ts';
import { markdownOf } from './markdown.ts';
import { optionsTable } from './tables.ts';

function firstPage({ scenario, decision, lanes }: ReportInput): readonly Block[] {
  const [claim = '', ...others] = recommendationOf(decision);
  const about = firstSentence(scenario.description);
  return [
    { is: 'title', text: scenario.title },
    ...(about === '' ? [] : [{ is: 'paragraph', text: about, voice: 'quiet' } as const]),
    { is: 'paragraph', text: claim, voice: 'claim' },
    { is: 'list', items: others },
    { is: 'heading', text: 'The options' },
    optionsTable(decision),
    { is: 'heading', text: 'The incident' },
    { is: 'picture', name: 'Divergent users in every lane', svg: lanesPicture(lanes, scenario.start) },
  ];
}

/** What is read in a picture of ours stands in these elements. */
const READ_IN_PICTURES = /(<(?:text|title|desc)\b[^>]*>)([^<]+)/g;

/** A block in the scenario’s own words; texts of machines and of the file stay as they are. */
function inWords(block: Block, say: (text: string) => string): Block {
  switch (block.is) {
    case 'heading':
    case 'paragraph':
      return { ...block, text: say(block.text) };
    case 'list':
      return { ...block, items: block.items.map(say) };
    case 'table':
      return { ...block, caption: say(block.caption), cells: block.cells.map((row) => row.map(say)) };
    case 'picture':
      return {
        ...block,
        name: say(block.name),
        svg: block.svg.replace(READ_IN_PICTURES, (_, tag: string, text: string) => tag + say(text)),
      };
    case 'code':
      return { ...block, caption: say(block.caption) };
    default:
      return block;
  }
}

/** The whole report in one of its forms. */
export function reportText(input: ReportInput, form: ReportForm): string {
  const say = inOwnWords(input.scenario.words);
  const blocks = [...firstPage(input), ...appendix(input)].map((block) => inWords(block, say));
  return form === 'html' ? htmlOf(`${input.scenario.title}: decision report`, blocks) : markdownOf(blocks);
}

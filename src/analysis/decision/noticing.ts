// Who notices an incident in each lane: how soon, how often for nothing and at what price, by what, and what that cannot see. Of lanes in
// which nobody watches and the file says when, it says so.
import {
  applyVariant,
  duration,
  HOUR,
  type Interval,
  interval,
  measureOf,
  type Scenario,
  type SeedResult,
  scenarioDefinition,
  silenceWindows,
  type VariantSpec,
} from '../../engine/index.ts';
import { lengthText } from '../clock.ts';
import { numberText } from '../numbers.ts';

interface LaneNoticing {
  readonly id: string;
  readonly title: string;
  /** Who notices, in words: a word of `DETECTORS`. */
  readonly by: Scenario['detection']['by'];
  /** Seconds from the first fault on, of the seeds in which it was noticed at all; `never` counts the others. */
  readonly after: Interval;
  readonly never: number;
  readonly falseAlarms: Interval;
  /** What looking for nothing costs. */
  readonly falseCost: Interval;
}

interface Watching {
  /** What is watched, and for how long. */
  readonly hears: string;
  readonly unseen: string;
}

export const DETECTORS: Readonly<Record<Scenario['detection']['by'], string>> = {
  given: 'nobody: the file says when',
  'silence-alarm': 'an alarm on silence',
  gap: 'a gap in the versions',
  reconciliation: 'a comparison',
  customer: 'a customer',
};

/** What an alarm on silence waits for, and what is too rare for it in a run. */
function ofSilence(scenario: Scenario): Watching {
  const { length, detection } = scenario;
  const windows = silenceWindows(scenario).filter(({ window }) => window < Number.POSITIVE_INFINITY);
  const [first] = windows;
  const rare = windows.filter(({ window }) => window > duration(length)).map(({ type }) => type);
  const waits =
    first === undefined
      ? ''
      : `: no ${first.type} for ${lengthText(Math.round(first.window))}, and so on for rarer ones`;
  return {
    hears: `An alarm on silence hears that none of a type has come to the broker for longer than chance explains (one silence in ${numberText(Math.round(1 / detection.falseAlarm))} lasts so long)${waits}.`,
    unseen: `It cannot see that some events are missing among many, that what comes is wrong, or what is lost behind the broker${rare.length === 0 ? '' : `; for ${rare.join(' and ')} it would wait longer than the run`}.`,
  };
}

/** What a detector hears in a lane, and what it cannot see. */
function watchingOf(scenario: Scenario): Watching {
  const { detection } = scenario;
  switch (detection.by) {
    case 'silence-alarm':
      return ofSilence(scenario);
    case 'gap':
      return {
        hears: 'A gap in the versions is heard by Billing when an event skips one.',
        unseen:
          'It cannot see whoever changes no more: a loss shows at the same user’s next event, and the last one’s never. While nothing comes at all it hears nothing.',
      };
    case 'reconciliation':
      return {
        hears: `A comparison of truth and copy every ${detection.every} finds whoever differs then.`,
        unseen:
          'It cannot see what goes wrong and heals in between, nor keep an invoice from going out before the next one. It takes who is just on the way for wrong.',
      };
    case 'customer':
      return {
        hears: `A customer complains ${detection.delay} after a wrong or a missed invoice.`,
        unseen:
          'Nobody complains of what has reached no invoice yet, nor of one that waits: it is always noticed after the damage.',
      };
    default:
      return {
        hears: 'Nobody watches: it is noticed when the file says.',
        unseen: 'Whether anybody would notice it then, the runs cannot say.',
      };
  }
}

/** A sentence is told once, of the lanes that share it. */
function sharedBy(lanes: readonly { readonly title: string; readonly watching: Watching }[]): readonly string[] {
  const titles = new Map<string, string[]>();
  for (const { title, watching } of lanes) {
    const said = `${watching.hears} ${watching.unseen}`;
    titles.set(said, [...(titles.get(said) ?? []), title]);
  }
  return titles.size === 1
    ? [...titles.keys()]
    : [...titles].map(([said, names]) => `${names.map((name) => `“${name}”`).join(', ')}: ${said}`);
}

interface Noticed {
  /** In the order of the lanes that was asked for. */
  readonly lanes: readonly LaneNoticing[];
  /** What each detector hears and cannot see. */
  readonly told: readonly string[];
}

/** `order`: the lanes' places in each list of `runs`. Null where nothing breaks, or no lane has anybody who watches. */
export function noticingOf(
  scenario: Scenario,
  variants: readonly VariantSpec[],
  runs: readonly (readonly SeedResult[])[],
  order: readonly number[],
): Noticed | null {
  const all = order.map((place) => {
    const variant = variants[place] as VariantSpec;
    const own = applyVariant(scenario, variant, scenarioDefinition);
    const of = (id: string) => runs.map((lanes) => measureOf((lanes[place] as SeedResult).measures, id));
    const alarms = of('incident.falseAlarms').map(Number);
    const find = own.people === 'none' ? 0 : duration(own.people.find) / HOUR;
    const after = of('incident.noticedAfter').map((value) => (value === null ? null : Number(value)));
    return {
      title: variant.title,
      watching: watchingOf(own),
      lane: {
        id: variant.id,
        title: variant.title,
        by: own.detection.by,
        after: interval(after),
        never: after.filter((value) => value === null).length,
        falseAlarms: interval(alarms),
        falseCost: interval(alarms.map((count) => count * find * own.costs.handsOnHour)),
      },
    };
  });
  if (scenario.faults.length === 0 || all.every(({ lane }) => lane.by === 'given')) return null;
  return { lanes: all.map(({ lane }) => lane), told: sharedBy(all) };
}

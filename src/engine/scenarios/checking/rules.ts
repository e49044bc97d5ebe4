// Rules between keys of the scenario document: what is right by itself and wrong together. Each rule names all keys it
// reads, so that it is silent while one of them is wrong, and so that a variant's change can be blamed.
import { type ChosenValue, isChosen } from '../../catalog.ts';
import type { VariantSpec } from '../../scenario.ts';
import { isOfKind } from '../../sections/broker.ts';
import type { ProcedureSpec } from '../../sections/value.ts';
import { parseDuration, parseRate } from '../../units.ts';
import { FILE_DEFAULTS } from './defaults.ts';
import { type Definition, type Path, procedureOf, settablePaths, shapeAt } from './definition.ts';
import { oneOf } from './words.ts';

interface Conflict {
  /** The key the complaint is about. */
  readonly path: Path;
  /** All keys that play a part, `path` among them. */
  readonly keys: readonly Path[];
  readonly message: string;
}

/** A document whose leaves have been checked. Where something was wrong a default stands, or nothing. */
// biome-ignore lint/suspicious/noExplicitAny: parts may be missing or wrong; rules read only what `sound` vouches for
type Loose = any;

type Rule = (
  document: Loose,
  sound: (...keys: readonly Path[]) => boolean,
  definition: Definition,
) => readonly Conflict[];

const time = (text: string): number => parseDuration(text) as number;

const LENGTH: Path = ['length'];

/** Times that lie within the run: at its end at the latest, or before it. */
const withinTheRun: Rule = (document, sound) => {
  const conflicts: Conflict[] = [];
  const check = (path: Path, text: string, before: boolean): void => {
    if (!sound(path, LENGTH)) return;
    const [at, end] = [time(text), time(document.length)];
    if (before ? at < end : at <= end) return;
    const allowed = before ? `0s up to, but not including, ${document.length}` : `0s to ${document.length}`;
    const why = before ? 'does not begin inside the run' : 'is after the end of the run';
    conflicts.push({ path, keys: [path, LENGTH], message: `"${text}" ${why}; allowed is ${allowed} (length)` });
  };
  check(['opensAt'], document.opensAt, false);
  check(['billing', 'startsAt'], document.billing?.startsAt, false);
  document.faults?.forEach((fault: Loose, index: number) => {
    if (fault !== undefined) check(['faults', index, 'at'], fault.at, true);
  });
  if (document.repair?.at !== 'detected') check(['repair', 'at'], document.repair?.at, false);
  if (document.detection?.at !== 'none') check(['detection', 'at'], document.detection?.at, false);
  return conflicts;
};

/** What is not there yet cannot be repaired. */
const repairAfterTheStart: Rule = (document, sound) => {
  const [repair, starts]: [Path, Path] = [
    ['repair', 'at'],
    ['billing', 'startsAt'],
  ];
  if (!sound(repair, starts, LENGTH) || document.repair.at === 'detected') return [];
  const { startsAt } = document.billing;
  if (time(document.repair.at) >= time(startsAt) || time(startsAt) > time(document.length)) return [];
  const message = `"${document.repair.at}" is before Billing starts; allowed is ${startsAt} (billing.startsAt) to ${document.length} (length)`;
  return [{ path: repair, keys: [repair, starts], message }];
};

/** Where a procedure says that it binds the queue late, and with what word. */
const latePath = (late: ChosenValue | true): Path =>
  late === true ? ['strategy', 'steps'] : ['parameters', late.parameter];
const lateWords = (late: ChosenValue | true): string =>
  late === true ? '"subscribe" behind what fills the copy' : `"${late.value}"`;

/** A service that is there from the beginning has its queue bound: nothing fills its copy first. */
const seededBeforeBinding: Rule = (document, sound, { catalogues }) => {
  const [seed, starts]: [Path, Path] = [
    ['billing', 'seed'],
    ['billing', 'startsAt'],
  ];
  if (!sound(seed, starts) || document.billing.seed === 'none' || time(document.billing.startsAt) > 0) return [];
  const { strategy, parameters } = document.billing.seed;
  const late = procedureOf(catalogues, strategy)?.bindsLate;
  if (late === undefined || !isChosen(late, parameters)) return [];
  const message = `${lateWords(late)} binds the queue when all is read, and it is bound from the beginning; allowed with it is a billing.startsAt above 0s`;
  return [{ path: [...seed, ...latePath(late)], keys: [seed, starts], message }];
};

/** Whether a strategy, as it is told to, binds the queue of the service that it fills when it has read everything. */
const bindsLate = ({ strategy, parameters }: ProcedureSpec, catalogues: Definition['catalogues']): boolean =>
  isChosen(procedureOf(catalogues, strategy)?.bindsLate, parameters);

/**
 * A complaint about a variant whose strategy binds the queue of a service that has it bound already: it does so only where it fills
 * the copy itself, at the start. Undefined where there is none.
 */
export function lateBindingIn(
  document: Loose,
  variant: VariantSpec,
  { catalogues }: Definition,
): { readonly path: Path; readonly message: string } | undefined {
  const follower = (variant.then ?? []).findIndex((each) => each !== undefined && bindsLate(each, catalogues));
  const following = variant.then?.[follower];
  if (following !== undefined && document.billing.reads !== 'api') {
    const late = procedureOf(catalogues, following.strategy)?.bindsLate ?? true;
    const message = `${lateWords(late)} binds the queue when all is read, and it is bound when this begins; allowed is to leave it out`;
    return { path: ['then', follower, ...latePath(late)], message };
  }
  const late = procedureOf(catalogues, variant.strategy)?.bindsLate;
  if (late === undefined || !isChosen(late, variant.parameters)) return undefined;
  const { startsAt, seed, reads } = document.billing;
  const fills = time(startsAt) > 0 && seed === 'none' && time(document.repair.at) === time(startsAt);
  const message = `${lateWords(late)} binds the queue when all is read, and it is bound when this begins; allowed with it is a billing.startsAt above 0s at which the repair begins, without a billing.seed`;
  return fills || reads === 'api' ? undefined : { path: latePath(late), message };
}

/** Who says when something is noticed says no more when the repair begins, and the other way round. */
const repairFollowsDetection: Rule = (document, sound) => {
  const [repair, by]: [Path, Path] = [
    ['repair', 'at'],
    ['detection', 'by'],
  ];
  if (!sound(repair, by)) return [];
  const [at, who] = [document.repair.at, document.detection.by];
  if ((at === 'detected') === (who !== 'given')) return [];
  const message =
    who === 'given'
      ? '"detected" needs somebody who notices, and detection.by is given; allowed is a duration'
      : `"${at}" cannot be given where detection.by is ${who}, from which it follows; allowed is to leave it out`;
  return [{ path: repair, keys: [repair, by], message }];
};

/** A fault that lasts until it is fixed needs somebody who notices it, and not before it begins. */
const noticedWhenGiven: Rule = (document, sound) => {
  const [at, by]: [Path, Path] = [
    ['detection', 'at'],
    ['detection', 'by'],
  ];
  if (!sound(at, by) || document.detection.by !== 'given') return [];
  const noticed = document.detection.at;
  return (document.faults ?? []).flatMap((fault: Loose, index: number) => {
    const [begins, lasts]: [Path, Path] = [
      ['faults', index, 'at'],
      ['faults', index, 'for'],
    ];
    if (fault?.for !== 'until-fixed' || !sound(begins, lasts)) return [];
    if (noticed !== 'none' && time(noticed) >= time(fault.at)) return [];
    const keys = [at, by, begins, lasts];
    if (noticed === 'none') {
      const message = `"until-fixed" needs somebody who notices, and detection.at is none; allowed is a duration, or a detection.at from ${fault.at} on`;
      return [{ path: lasts, keys, message }];
    }
    const message = `"${noticed}" is before faults[${index}] begins, which lasts until it is fixed; allowed is a time from ${fault.at} on`;
    return [{ path: at, keys, message }];
  });
};

const profileOfTheKind: Rule = (document, sound, { catalogues }) => {
  const [kind, profile]: Path[] = [
    ['broker', 'kind'],
    ['broker', 'profile'],
  ];
  if (kind === undefined || profile === undefined || !sound(kind, profile)) return [];
  const entry = catalogues.profiles.find(({ id }) => id === document.broker.profile);
  if (entry === undefined || isOfKind(entry, document.broker.kind)) return [];
  const fitting = catalogues.profiles.filter((each) => isOfKind(each, document.broker.kind)).map(({ id }) => id);
  return [
    {
      path: profile,
      keys: [profile, kind],
      message: `"${entry.id}" is of kind ${entry.kind}, and broker.kind is ${document.broker.kind}; allowed is ${oneOf(fitting)}`,
    },
  ];
};

/** Of a compacted log no more is left of a user than the newest entry: it must be a whole state, or say whom to ask about. */
const wholeStatesToCompact: Rule = (document, sound) => {
  const [kind, carry]: [Path, Path] = [
    ['broker', 'kind'],
    ['events', 'carry'],
  ];
  if (!sound(kind, carry) || document.broker.kind !== 'compacted-log' || document.events.carry !== 'delta') return [];
  const message =
    '"delta" cannot be where broker.kind is compacted-log, which keeps the newest entry of a user alone: what others told is gone; allowed is state or key';
  return [{ path: carry, keys: [carry, kind], message }];
};

/** The log can be the truth where it is one: a log that holds its beginning, is written directly, and confirms what it has. */
const logAsTruth: Rule = (document, sound) => {
  const truth: Path = ['user', 'truth'];
  if (!sound(truth) || document.user.truth !== 'log') return [];
  const needs: readonly (readonly [path: Path, isWrong: boolean, value: unknown, why: string, allowed: string])[] = [
    [
      ['broker', 'kind'],
      document.broker?.kind === 'queue',
      '"queue"',
      'a queue forgets what was delivered',
      'log or compacted-log',
    ],
    [
      ['publisher', 'path'],
      document.publisher?.path !== 'direct',
      `"${document.publisher?.path}"`,
      'nothing is carried over from the database to the log',
      'direct',
    ],
    [
      ['publisher', 'confirms'],
      document.publisher?.confirms === false,
      'false',
      'a change is made when the log confirms it',
      'true',
    ],
    [
      ['broker', 'holdsInitial'],
      document.broker?.holdsInitial === false,
      'false',
      'a log without its beginning is not the truth',
      'true',
    ],
  ];
  return needs.flatMap(([path, isWrong, value, why, allowed]) =>
    isWrong && sound(path)
      ? [
          {
            path,
            keys: [path, truth],
            message: `${value} cannot be where user.truth is log: ${why}; allowed is ${allowed}`,
          },
        ]
      : [],
  );
};

/** A file of changes stands in the rates' place, and it begins with active users. */
const fileInsteadOfRates: Rule = (document, sound) => {
  const file: Path = ['workload', 'file'];
  if (document.workload?.file === undefined || !sound(file)) return [];
  return Object.entries(FILE_DEFAULTS).flatMap(([name, only]) => {
    const path = name.split('.');
    const value = document[path[0] as string]?.[path[1] as string];
    if (name === 'population.users' || !sound(path) || value === only) return [];
    if (typeof value === 'string' && parseRate(value) === 0) return [];
    const quoted = typeof value === 'string' ? `"${value}"` : String(value);
    const why = typeof value === 'string' ? 'stands in the place of the rates' : 'begins with active users only';
    return [{ path, keys: [path, file], message: `${quoted} cannot be: workload.file ${why}; allowed is ${only}` }];
  });
};

const notSimulatedTogether: Rule = (document, sound) => {
  const conflicts: Conflict[] = [];
  const [reads, fails]: [Path, Path] = [
    ['billing', 'reads'],
    ['billing', 'whenApiFails'],
  ];
  if (sound(reads, fails) && document.billing.whenApiFails === 'invoice' && document.billing.reads === 'api')
    conflicts.push({
      path: fails,
      keys: [fails, reads],
      message:
        '"invoice" is not simulated yet where billing.reads is api (there is no copy to invoice by); allowed is block',
    });
  const [profile, affinity]: [Path, Path] = [
    ['broker', 'profile'],
    ['billing', 'affinity'],
  ];
  if (
    sound(profile, affinity) &&
    document.broker.profile === 'redis-stream' &&
    document.billing.affinity === 'partition'
  )
    conflicts.push({
      path: affinity,
      keys: [affinity, profile],
      message:
        '"partition" is not simulated yet where broker.profile is redis-stream (it has one stream); allowed is none or single-active',
    });
  return conflicts;
};

/** Who compares versions needs events that carry one. */
const versionsToCompare: Rule = (document, sound, { catalogues }) => {
  const versioned: Path = ['events', 'versioned'];
  const [policy, alarm]: [Path, Path] = [
    ['billing', 'policy'],
    ['billing', 'gapDetection'],
  ];
  if (!sound(versioned) || document.events.versioned) return [];
  const conflicts: Conflict[] = [];
  const entry = catalogues.policies.find(({ id }) => id === document.billing?.policy);
  const others = catalogues.policies.filter(({ versions }) => versions !== true).map(({ id }) => id);
  if (sound(policy) && entry?.versions === true)
    conflicts.push({
      path: policy,
      keys: [policy, versioned],
      message: `"${entry.id}" compares versions, and events.versioned is false; allowed is ${oneOf(others)}`,
    });
  const by: Path = ['detection', 'by'];
  if (sound(by) && document.detection?.by === 'gap')
    conflicts.push({
      path: by,
      keys: [by, versioned],
      message: '"gap" looks for missing versions, and events.versioned is false; allowed is another way to notice',
    });
  if (sound(alarm) && document.billing.gapDetection === true)
    conflicts.push({
      path: alarm,
      keys: [alarm, versioned],
      message: 'true looks for missing versions, and events.versioned is false; allowed is false',
    });
  return conflicts;
};

/** A lognormal time whose rare values are shorter than its usual ones is none. */
const rareIsLonger: Rule = (document, sound, definition) => {
  const keys = settablePaths(definition).map((path) => path.split('.'));
  const places = keys.filter((path) => shapeAt(definition.document, path)?.type === 'distribution');
  return places.flatMap((place) => {
    const path: Path = [...place, 'lognormal', 'p99'];
    const law = place.reduce((value: Loose, key) => value?.[key], document)?.lognormal;
    if (law === undefined || !sound(place) || time(law.p99) >= time(law.median)) return [];
    const message = `"${law.p99}" is less than the median; allowed is ${law.median} or more`;
    return [{ path, keys: [path], message }];
  });
};

/** Billing is the first of all subscribers, and is named by its own section. */
const subscribersBesidesBilling: Rule = (document, sound) =>
  (document.subscribers ?? []).flatMap((subscriber: Loose, index: number) => {
    const path: Path = ['subscribers', index, 'id'];
    if (subscriber?.id !== 'billing' || !sound(path)) return [];
    return [{ path, keys: [path], message: '"billing" is the Billing service; allowed is an id of its own' }];
  });

const RULES: readonly Rule[] = [
  withinTheRun,
  repairAfterTheStart,
  repairFollowsDetection,
  noticedWhenGiven,
  seededBeforeBinding,
  profileOfTheKind,
  wholeStatesToCompact,
  logAsTruth,
  fileInsteadOfRates,
  notSimulatedTogether,
  versionsToCompare,
  rareIsLonger,
  subscribersBesidesBilling,
];

/** Everything in a document that is right by itself and wrong together. `isBad` tells keys already complained about. */
export function conflictsIn(document: unknown, isBad: (path: Path) => boolean, definition: Definition): Conflict[] {
  const sound = (...keys: readonly Path[]): boolean => !keys.some(isBad);
  return RULES.flatMap((rule) => rule(document, sound, definition));
}

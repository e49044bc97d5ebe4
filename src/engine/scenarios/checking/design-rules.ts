// Rules about how the services and their road are built: which designs exclude each other, and what is not simulated together.
import { isOfKind } from '../../sections/broker.ts';
import { parseRate } from '../../units.ts';
import { FILE_DEFAULTS } from './defaults.ts';
import type { Path } from './definition.ts';
import type { Conflict, DocumentRule, Loose } from './rule.ts';
import { oneOf } from './words.ts';

export const profileOfTheKind: DocumentRule = (document, sound, { catalogues }) => {
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
export const wholeStatesToCompact: DocumentRule = (document, sound) => {
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
export const logAsTruth: DocumentRule = (document, sound) => {
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
export const fileInsteadOfRates: DocumentRule = (document, sound) => {
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

export const notSimulatedTogether: DocumentRule = (document, sound) => {
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
export const versionsToCompare: DocumentRule = (document, sound, { catalogues }) => {
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

/** Billing is the first of all subscribers, and is named by its own section. */
export const subscribersBesidesBilling: DocumentRule = (document, sound) =>
  (document.subscribers ?? []).flatMap((subscriber: Loose, index: number) => {
    const path: Path = ['subscribers', index, 'id'];
    if (subscriber?.id !== 'billing' || !sound(path)) return [];
    return [{ path, keys: [path], message: '"billing" is the Billing service; allowed is an id of its own' }];
  });

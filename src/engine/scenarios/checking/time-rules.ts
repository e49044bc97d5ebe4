// Rules about times of the scenario document: what lies within the run, what comes before what, and when something is noticed.
import { type Path, settablePaths, shapeAt } from './definition.ts';
import { type Conflict, type DocumentRule, LENGTH, type Loose, time } from './rule.ts';

/** Times that lie within the run: at its end at the latest, or before it. */
export const withinTheRun: DocumentRule = (document, sound) => {
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
export const repairAfterTheStart: DocumentRule = (document, sound) => {
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

/** Who says when something is noticed says no more when the repair begins, and the other way round. */
export const repairFollowsDetection: DocumentRule = (document, sound) => {
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
export const noticedWhenGiven: DocumentRule = (document, sound) => {
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

/** A lognormal time whose rare values are shorter than its usual ones is none. */
export const rareIsLonger: DocumentRule = (document, sound, definition) => {
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

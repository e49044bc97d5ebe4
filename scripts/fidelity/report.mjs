// The report of a check against real brokers: one line a case, differences below it, totals at the end. It compares nothing
// itself: it is given the rules (test/fidelity/compare.ts) and the simulated broker.

/**
 * How the plays of one case on a real broker compare with what was recorded and with the simulation. `rules` is
 * test/fidelity/player.ts. Two that both are among the recorded outcomes do not differ. A case that the simulation cannot play to its
 * end is compared with the recording alone, and told.
 */
export function verdictOf(script, version, plays, rules) {
  const { id, broker, brokerVersion, brokerConfig, steps } = script;
  const played = rules.playScript({ id, broker, brokerVersion, brokerConfig, steps });
  const simulated = played.steps;
  const compare = script.compare ?? 'exact';
  const recorded = script.observed === undefined ? undefined : script;
  const from = (steps) => ({ ...script, compare, properties: undefined, observed: { steps } });
  const unlike = (of) =>
    of === undefined ? undefined : plays.find((steps) => rules.disagreement(of, steps) !== undefined);
  const offRecording = unlike(recorded);
  const bothRecorded =
    recorded !== undefined &&
    simulated !== undefined &&
    offRecording === undefined &&
    rules.disagreement(recorded, simulated) === undefined;
  const offSimulation = bothRecorded || simulated === undefined ? undefined : unlike(from(simulated));
  const first = recorded?.observed.steps ?? recorded?.observed.outcomes?.[0]?.steps;
  return {
    ...{ id: script.id, broker: script.broker, version },
    recording: recorded === undefined ? 'none' : offRecording === undefined ? 'same' : 'differs',
    simulation: simulated === undefined ? 'none' : offSimulation === undefined ? 'same' : 'differs',
    details: [
      ...told('- recorded, + seen now', offRecording && rules.explain(script.steps, first ?? [], offRecording)),
      ...(simulated === undefined ? [`the simulation: ${played.error}`] : []),
      ...told('- simulated, + seen now', offSimulation && rules.explain(script.steps, simulated, offSimulation)),
    ],
  };
}

const told = (heading, lines) => (lines === undefined ? [] : [heading, ...lines]);

/** `listed`: whether the case gets a line of its own; it is counted in any case. */
export const notPlayed = (script, why, listed = true) => ({
  id: script.id,
  broker: script.broker,
  notPlayed: why,
  listed,
  details: [],
});
export const failed = (script, version, problem) => ({
  id: script.id,
  broker: script.broker,
  version,
  failed: problem,
  details: [],
});

const WORDS = { none: 'not recorded', same: 'as recorded', differs: 'NOT as recorded' };

const SIMULATED = { none: 'NOT simulated', same: 'as simulated', differs: 'NOT as simulated' };

/** What one case came to: a line, and what differs below it. */
export function linesOf(verdict) {
  const { id, details } = verdict;
  if (verdict.notPlayed !== undefined)
    return verdict.listed === false ? [] : [`${id}: not played: ${verdict.notPlayed}`];
  if (verdict.failed !== undefined) return [`${id}: FAILED: ${verdict.failed}`];
  return [
    `${id}: ${WORDS[verdict.recording]}, ${SIMULATED[verdict.simulation]}`,
    ...details.map((line) => `    ${line}`),
  ];
}

const isDifferent = ({ failed, recording, simulation }) =>
  failed !== undefined || recording === 'differs' || simulation === 'differs' || simulation === 'none';

/** Totals by broker, as `checked.json` keeps them. */
export function totals(verdicts) {
  const brokers = [...new Set(verdicts.map(({ broker }) => broker))];
  return Object.fromEntries(
    brokers.map((broker) => {
      const mine = verdicts.filter((one) => one.broker === broker);
      const played = mine.filter((one) => one.notPlayed === undefined);
      const ids = (list) => list.map(({ id }) => id).sort();
      return [
        broker,
        {
          version: played[0]?.version ?? '',
          played: played.length,
          likeRecording: played.filter(({ recording }) => recording === 'same').length,
          likeSimulation: played.filter(({ simulation }) => simulation === 'same').length,
          notPlayed: ids(mine.filter((one) => one.notPlayed !== undefined)),
          differ: ids(played.filter(isDifferent)),
        },
      ];
    }),
  );
}

export function summaryLines(verdicts) {
  return Object.entries(totals(verdicts)).map(
    ([broker, { version, played, likeRecording, likeSimulation, notPlayed: left, differ }]) =>
      `${broker}${version && ` ${version}`}: ${played} played, ${likeRecording} as recorded, ${likeSimulation} as simulated, ` +
      `${differ.length} different, ${left.length} not played`,
  );
}

/** 0: no differences; 1: there are some, or a case could not be played to its end. */
export const exitCode = (verdicts) => (verdicts.some(isDifferent) ? 1 : 0);

// What runbooks may ask for, by name, and which service does it. A strategy names effects only from this list.

import type { Merge } from '../services/billing/importer.ts';
import type { RunbookEffect } from '../strategies/runbook.ts';
import { parseRate } from '../units.ts';
import type { Simulation } from './simulation.ts';

type Params = Readonly<Record<string, unknown>>;
type Doing = (simulation: Simulation, params: Params) => void;

const rateOf = (params: Params): number => parseRate(String(params['rate'])) ?? Number.POSITIVE_INFINITY;

const doings: Readonly<Record<RunbookEffect['type'], Doing>> = {
  bindQueue: ({ bus, consumers }) => {
    bus.bind();
    consumers.attach();
  },
  freezeInvoicing: ({ invoicing }, { on }) => invoicing.freeze(on === true),
  releaseInvoicing: ({ invoicing }) => invoicing.freeze(false),
  stopConsumer: ({ consumers }) => consumers.pause(),
  replayLog: (simulation, { from }) => {
    const { bus, consumers } = simulation;
    consumers.replayUntil = bus.rewind(from === 'incident' ? simulation.incident.windowAt(simulation.now).from : 0);
    consumers.resume();
    if (bus.committed >= consumers.replayUntil) simulation.signal('caughtUp');
  },
  truncateCopy: ({ importer }) => importer.truncate(),
  scanPages: ({ importer }, { merge }) => importer.scan(merge as Merge),
  resume: ({ importer }) => importer.resume(),
  sweep: ({ importer }) => importer.sweep(),
  republishEvents: (simulation, params) => {
    const { from, to } = simulation.incident.windowAt(simulation.now);
    simulation.republisher.republishEvents(from, to, params['renew'] === true, rateOf(params));
  },
  publishSnapshots: ({ republisher }, params) =>
    republisher.publishSnapshots(params['tombstones'] === true, rateOf(params)),
};

export const effects: Readonly<Record<string, Doing | undefined>> = doings;

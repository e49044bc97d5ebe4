// Which cases are played on which broker, how many at once, and which cannot be: the order of business of a check. It leaves the
// protocols to the drivers and the verdicts to the report.

import * as rabbitmq from './rabbitmq.mjs';
import * as redis from './redis.mjs';
import { failed, notPlayed } from './report.mjs';
import { RabbitServer, RedisServer } from './servers.mjs';

const KINDS = {
  rabbitmq: {
    url: 'amqp',
    server: 'rabbitmq',
    Play: rabbitmq.RabbitPlay,
    versionOf: rabbitmq.versionOf,
    Server: RabbitServer,
  },
  'redis-streams': {
    url: 'redis',
    server: 'redis',
    Play: redis.RedisPlay,
    versionOf: redis.versionOf,
    Server: RedisServer,
  },
};

const restarts = ({ steps }) => steps.some(({ op }) => op === 'restart');

/**
 * Plays all cases and hands each on: `done(case, version, plays)`, or a verdict where there is nothing to compare. Throws if
 * a broker that was named does not answer.
 */
export async function playAll(cases, options, done, verdict) {
  for (const one of cases.filter(({ broker }) => !Object.hasOwn(KINDS, broker)))
    verdict(notPlayed(one, `there is no driver for ${one.broker}`));
  for (const [broker, kind] of Object.entries(KINDS)) {
    const mine = cases.filter((one) => one.broker === broker);
    const [url, program] = [options[kind.url], options.servers[kind.server]];
    if (mine.length === 0) continue;
    if (url !== undefined) await kind.versionOf(url);
    if (url === undefined && program === undefined) {
      for (const one of mine)
        verdict(notPlayed(one, `needs --${kind.url} or --${kind.server}-server`, options.paths.length > 0));
      continue;
    }
    await playOn(mine, { ...options, url, program, kind }, done, verdict);
  }
}

async function playOn(cases, { url, program, kind, ...options }, done, verdict) {
  const calm = cases.filter((one) => !restarts(one));
  const wild = cases.filter(restarts);
  const own = url === undefined && calm.length > 0 ? new kind.Server(program) : undefined;
  try {
    await own?.start();
    const target = { url: url ?? own?.url };
    if (target.url !== undefined)
      await inLanes(calm, options.parallel, (one) => playOne(one, kind, target, options, done, verdict));
  } finally {
    await own?.stop();
  }
  for (const one of wild) {
    if (program === undefined) verdict(notPlayed(one, `it restarts the broker: needs --${kind.server}-server PATH`));
    else await playRestarting(one, kind, program, options, done, verdict);
  }
}

/** A case that restarts its broker has one to itself. */
async function playRestarting(one, kind, program, options, done, verdict) {
  const server = new kind.Server(program, one.brokerConfig?.persistence);
  try {
    await server.start();
    const target = { url: server.url, restart: (mode) => server.restart(mode) };
    await playOne(one, kind, target, options, done, verdict);
  } finally {
    await server.stop();
  }
}

async function playOne(one, kind, target, { runs, quiet }, done, verdict) {
  const version = await kind.versionOf(target.url);
  const plays = [];
  try {
    for (let run = 0; run < runs; run++) {
      const prefix = `driftlab-${process.pid}-${nextName++}`;
      plays.push(await new kind.Play({ ...target, prefix, quiet }).play(one.steps));
    }
  } catch (problem) {
    verdict(failed(one, version, problem.message));
    return;
  }
  done(one, version, plays);
}

let nextName = 0;

/** Does something with each of a list, so many at once. */
async function inLanes(list, lanes, doing) {
  const rest = [...list];
  const lane = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await doing(one);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

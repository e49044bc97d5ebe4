// Brokers of our own: started on loopback with free ports in a temporary folder, stopped in order or killed, started again on
// their data. Only processes started here are ever ended.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sleep } from './observer.mjs';
import * as rabbitmq from './rabbitmq.mjs';
import * as redis from './redis.mjs';

/** Tries until it works; throws the last problem after `limit` milliseconds. */
async function until(doing, limit = 60_000) {
  const end = Date.now() + limit;
  for (;;) {
    try {
      return await doing();
    } catch (problem) {
      if (Date.now() > end) throw problem;
      await sleep(200);
    }
  }
}

/** A port nobody uses now. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const newFolder = () => mkdtempSync(join(tmpdir(), 'driftlab-broker-'));

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

async function end(pid, signal) {
  process.kill(pid, signal);
  await until(() => {
    if (isAlive(pid)) throw new Error(`process ${pid} does not end`);
  });
}

/** Servers of ours that run; none outlives this process, however it ends. */
const running = new Set();

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
])
  process.once(signal, () => {
    for (const server of running) server.kill();
    process.exit(code);
  });

class Server {
  folder = newFolder();
  pid;

  async restart(mode) {
    await end(this.pid, mode === 'kill' ? 'SIGKILL' : 'SIGTERM');
    await this.start();
  }

  /** At once, without ceremony: the process group of what was launched last. */
  kill() {
    for (const pid of [this.pid, this.launched === undefined ? undefined : -this.launched]) {
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  async stop() {
    running.delete(this);
    if (this.pid !== undefined && isAlive(this.pid)) await end(this.pid, 'SIGTERM');
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Waits until the server answers, or tells why it cannot. */
  async ready(asking, limit) {
    await until(() => (this.problem === undefined ? asking() : undefined), limit);
    if (this.problem !== undefined) throw this.problem;
  }

  /** Starts a program that writes into the folder. */
  launch(program, args, env = process.env) {
    const out = openSync(join(this.folder, 'out'), 'a');
    const child = spawn(program, args, { env, stdio: ['ignore', out, out], detached: true });
    child.on('error', (problem) => {
      this.problem = new Error(`${program} cannot be started: ${problem.message}`);
    });
    child.unref();
    this.launched = child.pid;
    running.add(this);
    return child.pid;
  }
}

const PERSISTENCE = {
  none: ['--save', '', '--appendonly', 'no'],
  'aof-always': ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
  'aof-everysec': ['--save', '', '--appendonly', 'yes', '--appendfsync', 'everysec'],
  'rdb-on-shutdown': ['--save', '3600', '1', '--appendonly', 'no'],
};

export class RedisServer extends Server {
  constructor(program, persistence = 'none') {
    super();
    Object.assign(this, { program, persistence });
  }

  async start() {
    this.port ??= await freePort();
    this.url = `redis://127.0.0.1:${this.port}`;
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--daemonize', 'no'];
    this.pid = this.launch(this.program, [...place, ...PERSISTENCE[this.persistence]]);
    await this.ready(() => redis.versionOf(this.url), 20_000);
  }
}

/** True once every quorum queue has a leader; one that has none after a kill is asked to elect. */
const QUORUM_READY = `lists:all(fun(Q) -> case amqqueue:get_type(Q) of rabbit_quorum_queue ->
  case catch ra:members(amqqueue:get_pid(Q), 3000) of {ok, _, _} -> true;
    _ -> ra:trigger_election(amqqueue:get_pid(Q)), false end; _ -> true end end, rabbit_amqqueue:list()).`;

export class RabbitServer extends Server {
  constructor(program) {
    super();
    this.program = program;
  }

  async start() {
    await this.#choosePorts();
    const pidFile = join(this.folder, 'pid');
    rmSync(pidFile, { force: true });
    this.launch(this.program, [], this.env);
    await this.ready(() => rabbitmq.versionOf(this.url), 90_000);
    await until(() => {
      if (!existsSync(pidFile)) throw new Error('the broker tells no process id');
    });
    this.pid = Number(readFileSync(pidFile, 'utf8').trim());
    await until(() => this.#quorumReady(), 20_000);
  }

  kill() {
    super.kill();
    this.#endMapper();
  }

  async stop() {
    await super.stop();
    this.#endMapper();
  }

  /** Erlang's port mapper, on a port of its own, was started with the broker and serves nobody else. */
  #endMapper() {
    spawnSync('epmd', ['-kill'], { env: this.env, stdio: 'ignore' });
  }

  async #choosePorts() {
    if (this.env !== undefined) return;
    const [port, distribution, mapper] = [await freePort(), await freePort(), await freePort()];
    const at = (name) => join(this.folder, name);
    this.url = `amqp://guest:guest@127.0.0.1:${port}`;
    mkdirSync(at('home'));
    writeFileSync(at('enabled_plugins'), '[].\n');
    this.env = {
      ...process.env,
      HOME: at('home'),
      RABBITMQ_NODENAME: 'driftlab@localhost',
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(distribution),
      RABBITMQ_MNESIA_BASE: at('mnesia'),
      RABBITMQ_LOG_BASE: at('log'),
      RABBITMQ_ENABLED_PLUGINS_FILE: at('enabled_plugins'),
      RABBITMQ_CONFIG_FILE: at('none'),
      RABBITMQ_PID_FILE: at('pid'),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      ERL_EPMD_PORT: String(mapper),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    };
  }

  #quorumReady() {
    const control = join(dirname(this.program), 'rabbitmqctl');
    const { stdout } = spawnSync(control, ['eval', QUORUM_READY], { env: this.env, encoding: 'utf8' });
    if (!/true/.test(stdout ?? '')) throw new Error('a quorum queue did not come back');
  }
}

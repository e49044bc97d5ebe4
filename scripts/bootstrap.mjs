// Makes a checkout ready: checks Node's version and installs exactly what package-lock.json says, if that is not there
// yet. Runs before `npm start` and `npm test`, so it uses Node built-ins only. Everything it prints goes to stderr.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.bootstrap-stamp');
const OLDEST_NODE = [20, 19];

const say = (text) => process.stderr.write(`driftlab: ${text}\n`);

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  say(`needs Node ${OLDEST_NODE.join('.')} or newer, this is ${process.versions.node}. See https://nodejs.org/.`);
  process.exit(1);
}

/** Whether all that the lock wants is there: npm leaves a note of what it installed, as its last act. */
function isInstalled() {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const present = JSON.parse(readFileSync(note, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

function install() {
  say('installing dependencies (once, about a minute) …');
  const npm = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const args = ['ci', '--no-audit', '--no-fund'];
  const { status, error } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (status === 0) return;
  say(`the dependencies could not be installed${error ? ` (${error.message})` : ''}; npm's reason stands above.`);
  process.exit(1);
}

export function bootstrap() {
  checkNode();
  const stamp = createHash('sha256')
    .update(readFileSync(lockFile))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  if (!isInstalled()) install();
  // A file of its own: a copy of this folder made of links keeps the stamp that it has.
  rmSync(stampFile, { force: true });
  writeFileSync(stampFile, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) bootstrap();

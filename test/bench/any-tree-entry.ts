// The bundle of another tree's engine: `--candidate name words…` prints one line of JSON, as this tree's bundle does.
import { ANY_TREE } from './any-tree.ts';

const [, name = '', ...words] = process.argv.slice(2);
const candidate = ANY_TREE[name];
if (candidate === undefined) throw new Error(`No candidate of any tree is called ${name}.`);
process.stdout.write(`${JSON.stringify(candidate(...words))}\n`);

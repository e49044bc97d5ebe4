// The command line's entry: hands the arguments to the program and turns the outcome into an exit code. Verbs live in
// files of their own. Exit codes: 0 done, 2 the input was wrong, 1 our fault, 130 interrupted.
import { Command, CommanderError } from 'commander';
import { description, version } from '../../package.json';

const program = new Command('driftlab').description(description).version(version).exitOverride();
program.argument('[verb]').action((verb: string | undefined) => {
  if (verb === undefined) program.help({ error: true });
  program.error(`error: unknown verb "${verb}"; see --help`);
});

process.once('SIGINT', () => process.exit(130));

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : 2;
}

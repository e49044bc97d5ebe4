// A run whose lines were not kept tells a user's four answers as one whose lines were.
import { expect, test } from 'vitest';
import { RunRecord } from '../../src/analysis/record/run-record.ts';
import { Tape } from '../../src/analysis/record/tape.ts';
import { answersOf } from '../../src/analysis/user/answers.ts';
import { HOUR, Session } from '../../src/engine/index.ts';
import { busy } from '../support/incidents.ts';
import { specFor } from '../support/scenarios.ts';

const went = busy({
  broker: { kind: 'log' },
  billing: { policy: 'version' },
  faults: [{ fault: 'user-restore', at: '2h', back: '1h' }],
  repair: { at: '3h' },
  people: 'none',
});

test('histories of a lane without a tape give the answers of one with a tape', () => {
  const spec = specFor(went, { strategy: 'copy-database' });
  const tape = new Tape();
  const taped = Session.open(spec, undefined, { marks: 20, reader: tape.add });
  taped.finish();
  const plain = Session.open(spec, undefined, { marks: 20 });
  plain.finish();
  const [whole, bare] = [new RunRecord(taped, tape), new RunRecord(plain, null)];
  const asked = { reads: 'copy', startsAt: 0, beforeTheRun: true };
  for (let user = 1; user <= 40; user++)
    for (const time of [2 * HOUR - 1, 2 * HOUR, 4 * HOUR]) {
      const beginning = whole.history(user).filter((line) => 'cause' in line && line.cause === 'initial');
      const told = [whole.history(user), [...beginning, ...bare.history(user)]].map((lines) =>
        answersOf(lines, time, asked).map(({ id, status, version }) => [id, status, version]),
      );
      expect([user, time, told[1]]).toEqual([user, time, told[0]]);
    }
});

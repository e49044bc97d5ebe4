// Entries that a group holds, against the plainest list that does the same: whoever is asked for an entry finds it wherever it stands.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Handed } from '../../../../src/engine/services/bus/handed.ts';

const AWAY = 'away';
const READ = 'read';

interface Entry {
  readonly offset: number;
  holder: number | typeof AWAY | typeof READ;
}

/** The same by search from the beginning. */
class Plain {
  entries: Entry[] = [];

  add(offset: number, member: number): void {
    const waiting = this.entries.find((entry) => entry.offset === offset && entry.holder === AWAY);
    if (waiting !== undefined) waiting.holder = member;
    else {
      const after = this.entries.findIndex((entry) => entry.offset > offset);
      this.entries.splice(after < 0 ? this.entries.length : after, 0, { offset, holder: member });
    }
  }

  settle(member: number): number {
    const n = this.entries.findIndex(({ holder }) => holder === member);
    const entry = this.entries[n] as Entry;
    if (n > 0) entry.holder = READ;
    else this.entries.shift();
    return n > 0 ? -1 : entry.offset + 1;
  }

  awaitOf(member: number): void {
    for (const entry of this.entries) if (entry.holder === member) entry.holder = AWAY;
  }

  releaseOf(member: number): void {
    this.entries = this.entries.filter(({ holder }) => holder !== member);
  }
}

const member = fc.nat({ max: 2 });
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('add' as const), member, offset: fc.nat({ max: 20 }) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('settle' as const), member }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constantFrom('awaitOf' as const, 'releaseOf' as const), member }) },
);

test('what is held, read ahead and awaited is what a plain list says', () => {
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
      const [handed, plain] = [new Handed(), new Plain()];
      for (const each of deeds) {
        const known = plain.entries.find(({ offset }) => each.what === 'add' && offset === each.offset);
        if (each.what === 'add') {
          if (known !== undefined && known.holder !== AWAY) continue; // nobody is handed what another holds
          handed.add(each.offset, each.member);
          plain.add(each.offset, each.member);
        } else if (each.what === 'settle') {
          if (!plain.entries.some(({ holder }) => holder === each.member)) continue;
          expect(handed.settle(each.member)).toBe(plain.settle(each.member));
        } else {
          handed[each.what](each.member);
          plain[each.what](each.member);
        }
        const read = plain.entries.filter(({ holder }) => holder === READ).map(({ offset }) => offset);
        expect(handed.listReadAhead()).toEqual(read);
        for (let offset = 0; offset <= 20; offset++) {
          const entry = plain.entries.find((one) => one.offset === offset);
          expect(handed.holds(offset)).toBe(entry !== undefined && entry.holder !== READ);
          expect(handed.hasReadAhead(offset)).toBe(entry?.holder === READ);
        }
      }
    }),
    { numRuns: 300 },
  );
});

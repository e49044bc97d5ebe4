// Of a divided log: which member of a group reads which partition, and what a member gives up when another reads on. Who is given
// which partition the broker decides.
import type { GroupPlace } from './group-place.ts';

const NOBODY = -1;

interface Loss {
  readonly member: number;
  readonly partition: number;
}

export class PartitionOwners {
  readonly saved = ['readers'];
  /** By partition, the member that reads it. */
  private readonly readers: number[];
  /** Partitions that have just been taken from a member. Empty between operations. */
  private readonly losses: Loss[] = [];
  private readonly places: readonly GroupPlace[];

  constructor(places: readonly GroupPlace[]) {
    this.places = places;
    this.readers = places.map(() => NOBODY);
  }

  /** The member that reads a partition; −1: nobody does. */
  of(partition: number): number {
    return this.readers[partition] as number;
  }

  /** A partition is read by that member (−1: by nobody) from now on; what another still holds of it is read again. */
  reads(partition: number, member: number): void {
    const before = this.of(partition);
    if (before === member) return;
    this.readers[partition] = member;
    if (before === NOBODY) return;
    (this.places[partition] as GroupPlace).releaseOf(before);
    this.losses.push({ member: before, partition });
  }

  /** A member goes, and with it what it held. */
  leaves(partition: number, member: number): void {
    if (this.readers[partition] === member) this.readers[partition] = NOBODY;
  }

  /** What members have lost since this was last asked. */
  takenAway(): readonly Loss[] {
    return this.losses.splice(0);
  }

  /** All are gone. */
  clear(): void {
    this.readers.fill(NOBODY);
  }
}

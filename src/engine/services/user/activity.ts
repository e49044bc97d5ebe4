// Who changes how often, by Zipf's law: the busiest of N users as often as all of them would on average times N over a sum, the next
// 2^s times less, and so on. Who has which rank is drawn, and whoever signs up later gets a rank at random. A user's weight follows from
// the number alone, so it is no state: the table of sums is made once and grows with the users.
import { exp, log } from '../../kernel/arithmetic.ts';
import type { Chance } from '../../kernel/chance.ts';
import { grown } from '../../kernel/columns.ts';
import { firstWhere } from '../../search.ts';
import { PURPOSE } from '../agenda.ts';

export class ZipfActivity {
  /** By user number: the weights of all up to that user; the mean weight is 1. */
  private sums: Float64Array;
  /** How many users have one. */
  private known: number;
  /** By rank, from 0: the weight. */
  private readonly weights: Float64Array;
  private readonly chance: Chance;

  /** `users` are there from the start. */
  constructor(users: number, exponent: number, chance: Chance) {
    this.chance = chance;
    this.weights = zipfWeights(Math.max(1, users), exponent);
    this.sums = new Float64Array(users + 1);
    const ranks = shuffled(users, chance);
    for (let user = 1; user <= users; user++)
      this.sums[user] = (this.sums[user - 1] as number) + (this.weights[ranks[user - 1] as number] as number);
    this.known = users;
  }

  /** The weights of the first `users` users together. */
  total(users: number): number {
    if (users > this.known) this.growTo(users);
    return this.sums[users] as number;
  }

  /** The user whose share of the total an even draw, from 0 (included) to 1 (excluded), falls into. */
  userAt(draw: number, users: number): number {
    const goal = draw * this.total(users);
    return firstWhere(1, users, (user) => (this.sums[user] as number) > goal);
  }

  private growTo(users: number): void {
    const { weights, chance } = this;
    this.sums = grown(this.sums, users + 1);
    for (let user = this.known + 1; user <= users; user++) {
      const rank = chance.below(weights.length, PURPOSE.activity, user, 1);
      this.sums[user] = (this.sums[user - 1] as number) + (weights[rank] as number);
    }
    this.known = users;
  }
}

function zipfWeights(count: number, exponent: number): Float64Array {
  const weights = Float64Array.from({ length: count }, (_, rank) => exp(-exponent * log(rank + 1)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight * count) / sum);
}

/** The numbers from 0 to `count` − 1 in an order that chance has made (Fisher and Yates). */
function shuffled(count: number, chance: Chance): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, place) => place);
  for (let place = count - 1; place > 0; place--) {
    const other = chance.below(place + 1, PURPOSE.activity, place, 0);
    const taken = order[place] as number;
    order[place] = order[other] as number;
    order[other] = taken;
  }
  return order;
}

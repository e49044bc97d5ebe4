// What the parts of a lane's row are handed.
import type { UserLife } from '../../analysis/lanes/lane-lives.ts';

/** Heights, pixels, of the row, the runbook's bar in it and the picture of lives. */
export interface RowParts {
  readonly row: number;
  readonly bar: number;
  readonly raster: number;
}

/** The user who is followed through all lanes, in one of them. */
export interface FollowedHere {
  readonly user: number;
  readonly lives: readonly UserLife[];
}

// Small numbers share words: the widths of all that is packed, and where each stands in its word, are said here and nowhere
// else. A test holds every list against the width its indices have. It knows nothing of what the numbers mean. All are written
// as plain sums, which bundlers replace by their values.

// ── Widths, in bits ─────────────────────────────────────────────────────────────────────────────────────────────────

/** A status: an index into `STATUSES`. */
export const STATUS_BITS = 2;
/** A row: its status and, above it, the plan. */
export const ROW_BITS = 3;
/** A kind of divergence: an index into `KINDS`. */
export const KIND_BITS = 4;
/** An index into `EVENT_TYPES`. */
export const EVENT_TYPE_BITS = 4;
/** An index into `PUBLISH_CAUSES`. */
export const PUBLISH_CAUSE_BITS = 4;
/** Tells publications of one version apart. */
export const PUBLICATION_BITS = 12;
/** Why a row was written: an index into `COPY_CAUSES`, or a change's type and cause together. */
export const REASON_BITS = 8;
/** A version, as far as a logged row has room for it. */
export const VERSION_BITS = 21;

/** Publications of one version stay below this, so that addresses of draws about several do not meet. */
export const MOST_PUBLICATIONS = 1 << PUBLICATION_BITS;

export const STATUS_MASK = (1 << STATUS_BITS) - 1;
export const ROW_MASK = (1 << ROW_BITS) - 1;
export const EVENT_TYPE_MASK = (1 << EVENT_TYPE_BITS) - 1;
export const PUBLISH_CAUSE_MASK = (1 << PUBLISH_CAUSE_BITS) - 1;
export const REASON_MASK = (1 << REASON_BITS) - 1;

// ── Where things stand ──────────────────────────────────────────────────────────────────────────────────────────────

/** The word of a message: its row in the lowest bits, then why and what was published, then the publication. */
export const MESSAGE_CAUSE = ROW_BITS;
export const MESSAGE_TYPE = MESSAGE_CAUSE + PUBLISH_CAUSE_BITS;
export const MESSAGE_PUBLICATION = MESSAGE_TYPE + EVENT_TYPE_BITS;

/** The cell of a table of users: the row in the lowest bits, then the version. */
export const CELL_VERSION = ROW_BITS;

/** The last word of a logged row: the reason in the lowest bits, then the row, then the version. */
export const LOGGED_ROW = REASON_BITS;
export const LOGGED_VERSION = REASON_BITS + ROW_BITS;
/** Stands in place of this version and of all above it, which are kept elsewhere. */
export const VERSION_ELSEWHERE = (1 << VERSION_BITS) - 1;

/** The reason of a change: its event's type in the lowest bits, then an index into `COMMIT_CAUSES`. */
export const CHANGE_CAUSE = EVENT_TYPE_BITS;

/** Where sums of a trace line are looked up (p and q lie side by side): a row, with a bit for whether plans are tracked, then the cause; or the status of the truth, then that of the copy. */
export const CAUSE_OF_STATE = 1 + ROW_BITS + 1;
export const STATUS_OF_COPY = 1 + STATUS_BITS;

/** A cell of a frame, eight bits: the kind of divergence, the status of the truth, whether a repair has written the row. */
export const CELL_BITS = {
  kind: (1 << KIND_BITS) - 1,
  statusShift: KIND_BITS,
  status: STATUS_MASK << KIND_BITS,
  repaired: 1 << (KIND_BITS + STATUS_BITS),
} as const;

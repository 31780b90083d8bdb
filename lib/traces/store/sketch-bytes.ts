import { type LogSketch, ZERO_BIN } from "@/lib/stats/summaries/log-sketch";

/** The bin of the longest duration that a trace can have (2^31 − 1 ms) is 1,075. */
const BINS = 1_100;
const COUNT_BITS = 5;
const COUNT_MASK = (1 << COUNT_BITS) - 1;
/** The database sends two bytes with a sign. */
const OFFSET = 32_768;

/**
 * Adds up sketches as rollups keep them, any number of them in a row: for each bin two bytes, the bin in the
 * upper eleven bits and its count in the lower five, where 0 says that the count follows in four bytes of its
 * own. Thousands are added in a few milliseconds, many times faster than the database unnests them, and most
 * of what a chart costs is sending them, so small counts are short. One sum serves one group after the other:
 * `take` empties it.
 */
export class SketchSum {
  readonly #counts = new Int32Array(BINS);
  #first = BINS;
  #last = -1;

  add(bytes: Buffer): this {
    for (let at = 0; at + 2 <= bytes.length; at += 2) {
      const entry = bytes.readInt16BE(at) + OFFSET;
      const place = entry >> COUNT_BITS;
      let count = entry & COUNT_MASK;
      if (count === 0) {
        count = bytes.readInt32BE(at + 2);
        at += 4;
      }
      this.#counts[place] = (this.#counts[place] ?? 0) + count;
      if (place < this.#first) this.#first = place;
      if (place > this.#last) this.#last = place;
    }
    return this;
  }

  take(): LogSketch {
    const bins: number[] = [];
    const counts: number[] = [];
    for (let place = this.#first; place <= this.#last; place++) {
      const count = this.#counts[place] ?? 0;
      if (count === 0) continue;
      bins.push(place + ZERO_BIN);
      counts.push(count);
      this.#counts[place] = 0;
    }
    this.#first = BINS;
    this.#last = -1;
    return { bins, counts };
  }
}

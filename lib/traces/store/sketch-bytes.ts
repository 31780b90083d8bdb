import { type LogSketch, ZERO_BIN } from "@/lib/stats/log-sketch";

/** The bin of the longest duration that a trace can have (2^31 − 1 ms) is 1,075. */
const BINS = 1_100;
const ENTRY_BYTES = 6;

/**
 * Adds up sketches as rollups keep them: int2 bin and int4 count, one after the other, of any number of
 * them in a row. Thousands are added in a few milliseconds, many times faster than the database unnests them, so a chart costs nearly the
 * same where every bin is filled. One sum serves one group after the other: `take` empties it.
 */
export class SketchSum {
  readonly #counts = new Int32Array(BINS);
  #first = BINS;
  #last = -1;

  add(bytes: Buffer): this {
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      const place = bytes.readInt16BE(at) - ZERO_BIN;
      this.#counts[place] = (this.#counts[place] ?? 0) + bytes.readInt32BE(at + 2);
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

import type { Flaw } from "./describe-flaw";
import { type ChainedEvent, chainHash } from "./event-chain";
import { sealEvent } from "./seal";

const MOST_FLAWS = 20;

export interface StoredEvent extends ChainedEvent {
  hash: string;
  seal: string | null;
}

/** What is known of a chain after its events were read, in the order of `seq` and in any number of parts. */
export interface ChainScan {
  count: number;
  lastSeq: number;
  flaws: Flaw[];
  seals: { good: number; bad: number };
  /** When the last event without a seal was written. */
  unsealedUntil: Date | null;
  /** The stored hashes at the places that somebody signed. */
  hashes: Map<number, string | null>;
}

/** `sealedFrom`: from this event on each needs a seal; `signed`: where to note the hash. */
export function startScan({ sealedFrom, signed }: { sealedFrom: number; signed: number[] }) {
  const scan: ChainScan = {
    count: 0,
    lastSeq: 0,
    flaws: [],
    seals: { good: 0, bad: 0 },
    unsealedUntil: null,
    hashes: new Map(signed.map((seq) => [seq, null])),
  };
  let lastGoodAt: Date | null = null;
  /** Null after a flaw: what comes next is judged by itself. */
  let lastHash: string | null = "";

  const note = (kind: Flaw["kind"], from: number, to = from) => {
    const previous = scan.flaws.at(-1);
    lastHash = null;
    if (previous?.kind === kind && previous.to === from - 1) previous.to = to;
    else if (scan.flaws.length < MOST_FLAWS) scan.flaws.push({ kind, from, to, after: lastGoodAt });
  };

  const judge = (event: StoredEvent): Flaw["kind"] | null => {
    const needsSeal = event.seq >= sealedFrom || event.seal !== null;
    const hasSeal = event.seal === sealEvent(event);
    if (!needsSeal) scan.unsealedUntil = event.at;
    else if (hasSeal) scan.seals.good++;
    else scan.seals.bad++;
    if (event.hash !== chainHash(event)) return "changed";
    if (event.seq < 1 || (needsSeal && !hasSeal)) return "rewritten";
    return lastHash !== null && event.prevHash !== lastHash ? "unlinked" : null;
  };

  const add = (event: StoredEvent) => {
    const expected = scan.lastSeq + 1;
    if (event.seq > expected) note("missing", expected, event.seq - 1);
    const flaw = judge(event);
    if (flaw) {
      note(flaw, event.seq);
    } else {
      lastHash = event.hash;
      lastGoodAt = event.at;
    }
    scan.count++;
    scan.lastSeq = Math.max(scan.lastSeq, event.seq);
    if (scan.hashes.has(event.seq)) scan.hashes.set(event.seq, event.hash);
  };
  return { scan, add };
}

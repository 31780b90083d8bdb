import { type ChainHead, isSealed } from "./seal";

interface Last {
  seq: number;
  hash: string;
  seal: string | null;
}

interface Place {
  seq: number;
  prevHash: string;
  /** Of the head that this event moves on; null: the head stays as it is. */
  sealedFrom: number | null;
}

/**
 * Where a project's next event goes. Galley never seals over what somebody has changed: when events after
 * the head's are gone, the next one leaves the gap; when the head is not the one that was written last, it
 * stays where it is. Either way `verify-audit` goes on finding it.
 */
export function placeNext(last: Last | null, head: ChainHead | null): Place {
  const after = { seq: (last?.seq ?? 0) + 1, prevHash: last?.hash ?? "" };
  if (!head) {
    const wasSealed = last !== null && last.seal !== null;
    return { ...after, sealedFrom: wasSealed ? null : after.seq };
  }
  if (!isSealed(head)) return { ...after, sealedFrom: null };
  const { count, hash, sealedFrom } = head;
  if (count >= after.seq) return { seq: count + 1, prevHash: hash, sealedFrom };
  return { ...after, sealedFrom: count === last?.seq && hash === last.hash ? sealedFrom : null };
}

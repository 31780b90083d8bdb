/** Ends many things at once, as an AbortSignal does; but of more than ten listeners on one of those Node warns. */
export class Ending {
  #ends = new Set<() => void>();
  isOver = false;

  /** Calls `end` when it is over, at once if it is already. @returns a function that takes it back */
  add(end: () => void): () => void {
    if (this.isOver) end();
    else this.#ends.add(end);
    return () => this.#ends.delete(end);
  }

  end(): void {
    this.isOver = true;
    for (const end of this.#ends) end();
    this.#ends.clear();
  }
}

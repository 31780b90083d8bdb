const quietMs = 400;

/**
 * Prints what is being done and how long it took, one line each.
 * @param {(line: string) => void} print
 */
export function createSteps(print) {
  return {
    print,
    /**
     * @template T
     * @param {string} title
     * @param {(note: (detail: string) => void) => Promise<T> | T} work `note` adds a detail to the line
     * @returns {Promise<T>}
     */
    async step(title, work) {
      const startedAt = performance.now();
      let detail = "";
      // Only what takes a while is announced before it is done.
      const announce = setTimeout(() => print(`  … ${title}`), quietMs);
      try {
        const result = await work((text) => {
          detail = `: ${text}`;
        });
        const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
        print(`  ✓ ${`${title}${detail}`.padEnd(48)} ${seconds.padStart(6)} s`);
        return result;
      } finally {
        clearTimeout(announce);
      }
    },
  };
}

export const silentSteps = createSteps(() => {});

const terminalMs = 200;
const logMs = 5_000;

/** One line that changes at a terminal; a line now and then elsewhere. */
export function createProgress(stream = process.stderr) {
  let shownAt = performance.now();
  return {
    show(text) {
      const now = performance.now();
      if (now - shownAt < (stream.isTTY ? terminalMs : logMs)) return;
      shownAt = now;
      stream.write(stream.isTTY ? `\r\x1b[K  … ${text}` : `  … ${text}\n`);
    },
    end() {
      if (stream.isTTY) stream.write("\r\x1b[K");
    },
  };
}

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

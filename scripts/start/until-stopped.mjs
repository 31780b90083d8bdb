const pollMs = 400;

/**
 * Calls `stop` once when this process is asked to end: Ctrl-C, SIGTERM, a closed terminal. npm does not
 * hand SIGTERM on to its script, but its own end can be seen.
 * @param {{ stop: () => Promise<void>, force: () => void }} handlers `force` on the second Ctrl-C
 */
export function untilStopped({ stop, force }) {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) {
      force();
      process.exit(1);
    }
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(name, onSignal);
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent && !isStopping) onSignal();
  }, pollMs).unref();
}

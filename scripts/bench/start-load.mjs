import { fork } from "node:child_process";
import { inRoot } from "../root.mjs";

/** A process that sends requests to a port, or to that of each measurement, and says how they were answered; see load.mjs for what it is asked. */
export function startLoad(port) {
  const child = fork(inRoot("scripts/bench/load.mjs"));
  return {
    measure: (options) =>
      new Promise((resolve, reject) => {
        const onExit = () => reject(new Error("A connection to the server broke."));
        child.once("exit", onExit);
        child.once("message", (measured) => {
          child.off("exit", onExit);
          resolve(measured);
        });
        child.send({ port, ...options });
      }),
    stop: () => child.kill(),
  };
}

import { setDemoClock } from "../demo-clock";

/** Something that somebody of the demo did, and when. */
export interface Deed {
  at: Date;
  run: () => Promise<unknown>;
}

/** In the order of time, so that numbers, histories and the audit log are as if it had happened. */
export async function playStory(deeds: readonly Deed[]): Promise<void> {
  const inOrder = deeds.toSorted((one, two) => one.at.getTime() - two.at.getTime());
  for (const { at, run } of inOrder) {
    setDemoClock(at);
    await run();
  }
}

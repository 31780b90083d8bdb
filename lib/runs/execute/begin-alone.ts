import { BACKING_OFF_PER_CALL } from "./semaphore";
import { type ShardWatcher, suspects } from "./watch-shard";

/** Answers that are worked on one after the other, each named beforehand, until whatever was open has had its turn. */
export interface Alone {
  left: number;
  begin: (caseRowId: string) => Promise<void>;
  end: () => Promise<void>;
}

/** Other suspects wait only until the answers that may have been the reason are there. */
export function beginAlone<Result>(
  shard: ShardWatcher,
  concurrency: number,
  work: (alone: Alone) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    void suspects(
      () =>
        new Promise<void>((leave) => {
          const end = async () => {
            await shard.clear();
            leave();
          };
          const left = concurrency * (1 + BACKING_OFF_PER_CALL);
          work({ left, begin: shard.atCase, end }).then(resolve, reject).finally(leave);
        }),
    );
  });
}

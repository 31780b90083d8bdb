/**
 * The demo's people have worked for some weeks when somebody first meets them. They act through the
 * ordinary verbs, which ask this process for the time; so its clock is put back to when each thing was done.
 */
const RealDate = Date;
let behindMs = 0;

export function startDemoClock(): void {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args: [], caller) =>
      args.length > 0
        ? Reflect.construct(target, args, caller)
        : new target(target.now() - behindMs),
    get: (target, key) =>
      key === "now" ? () => target.now() - behindMs : Reflect.get(target, key),
  });
}

/** Never into the future: what would lie there happens now. */
export function setDemoClock(at: Date): void {
  behindMs = Math.max(0, RealDate.now() - at.getTime());
}

export function resetDemoClock(): void {
  behindMs = 0;
}

export const realNow = (): Date => new RealDate(RealDate.now());

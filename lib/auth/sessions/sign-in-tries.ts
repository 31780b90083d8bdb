import {
  forgetTries,
  giveBackTry,
  type Limit,
  loadTries,
  startWait,
  type TriesLeft,
  takeTry,
} from "./throttle";

/** Where a try comes from. */
export interface TryFrom {
  /** Null outside of requests. */
  address: string | null;
  /** The id in the device cookie, when this browser has signed in to this account before. */
  device: string | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** One account from one address: a stranger who guesses stops himself and not the owner. */
const PAIR: Limit = {
  name: "sign-in",
  tries: 5,
  withinSeconds: 15 * MINUTE,
  firstWaitSeconds: MINUTE,
  longestWaitSeconds: HOUR,
};

/** A browser that the owner has used: what strangers do elsewhere does not concern it. */
const DEVICE: Limit = { ...PAIR, name: "sign-in-device" };

/** One address over all accounts: wide, because offices share one, and long, because sprays have time. */
const ADDRESS: Limit = {
  name: "sign-in-address",
  tries: 30,
  withinSeconds: 15 * MINUTE,
  firstWaitSeconds: 15 * MINUTE,
  longestWaitSeconds: HOUR,
};

/** One account from everywhere: slows down who guesses from many addresses; a new device gets a turn in between. */
const ACCOUNT: Limit = {
  name: "sign-in-account",
  tries: 30,
  withinSeconds: HOUR,
  firstWaitSeconds: MINUTE,
  longestWaitSeconds: 15 * MINUTE,
};

type Counter = [limit: Limit, key: string];

export interface Attempt {
  wrong: () => Promise<TriesLeft>;
  right: () => Promise<void>;
  /** The password was not looked at. */
  cancel: () => Promise<void>;
}

/** Counts a try to sign in before the password is looked at. With `waitSeconds` it must not be looked at. */
export async function beginTry(email: string, from: TryFrom): Promise<Attempt | TriesLeft> {
  const [accountTries, wide] = countersOf(email, from);
  // First without counting: somebody who waits must not fill the table with accounts.
  for (const counter of wide) {
    const state = await loadTries(...counter);
    if (state.waitSeconds > 0) return state;
  }
  const tries: { counter: Counter; state: TriesLeft }[] = [];
  for (const counter of [accountTries, ...wide]) {
    const state = await takeTry(...counter);
    if (state.waitSeconds > 0) return state;
    tries.unshift({ counter, state });
  }
  const giveBack = async (counters: Counter[]) => {
    for (const counter of counters) await giveBackTry(...counter);
  };
  return {
    // Whoever took the last free try starts the wait, so that many at once start one.
    wrong: async () => {
      let after = { triesLeft: 0, waitSeconds: 0 };
      for (const { counter, state } of tries) {
        after = state.triesLeft === 0 ? await startWait(...counter) : state;
      }
      return after;
    },
    right: async () => {
      await forgetTries(...accountTries);
      await giveBack(wide);
    },
    cancel: () => giveBack([accountTries, ...wide]),
  };
}

/** A new password makes earlier wrong tries meaningless. */
export async function forgetSignInTries(email: string, from: TryFrom): Promise<void> {
  const [accountTries] = countersOf(email, from);
  await forgetTries(...accountTries);
  await forgetTries(ACCOUNT, email);
}

function countersOf(email: string, { address, device }: TryFrom): [Counter, Counter[]] {
  if (device !== null) return [[DEVICE, `${email} ${device}`], []];
  const pair: Counter = [PAIR, `${email} ${address ?? ""}`];
  const account: Counter = [ACCOUNT, email];
  return [pair, address === null ? [account] : [[ADDRESS, address], account]];
}

import type { ReviewState, ReviewTurn } from "./state-contract";

interface Person {
  id: string | null;
  name: string;
}

export interface TurnFacts {
  state: ReviewState;
  version: number;
  contentHash: string;
  author: Person;
  requestedBy: Person;
  /** Members who may review and did not write the version. */
  reviewers: readonly Person[];
  /** Those of them who were asked by name. */
  namedIds: ReadonlySet<string>;
  /** Members who may release to the environment. */
  releasers: readonly Person[];
  admins: readonly Person[];
  environment: string;
  required: number;
  approvals: readonly { userId: string }[];
  changeRequests: readonly { userId: string; userName: string; contentHash: string }[];
  /** People whose approval of an earlier version became stale. */
  staleApprovers: ReadonlySet<string>;
  /** `must` gates that hold up a release there. */
  closedGates: number;
  release: { number: number; rolledBackBy?: number | null } | null;
}

type Turn = Omit<ReviewTurn, "isYours">;

/** Who has to act next, and on what, in words. */
export function whoseTurn(facts: TurnFacts): Turn {
  const { state, version, environment, release } = facts;
  if (state === "released") {
    if (!release) return nobody("released");
    const { number, rolledBackBy } = release;
    const since = rolledBackBy ? `, rolled back by release ${rolledBackBy}` : "";
    return nobody(`released with release ${number}${since}`);
  }
  if (state === "closed") return nobody("closed without a release");
  if (state === "changes_requested") return afterChangeRequest(facts);
  if (state === "approved") {
    if (facts.closedGates > 0) {
      return author(facts, `open ${count(facts.closedGates, "closed gate")} of v${version}`);
    }
    return {
      who: "releasers",
      people: [...facts.releasers],
      todo: `release v${version} to ${environment}`,
    };
  }
  const decided = new Set(facts.approvals.map(({ userId }) => userId));
  const waiting = facts.reviewers.filter(({ id }) => id === null || !decided.has(id));
  if (waiting.length === 0) {
    return {
      who: "admins",
      people: [...facts.admins],
      todo: "add a reviewer: nobody else here may approve this version",
    };
  }
  const isAmong = (ids: ReadonlySet<string>) => (one: Person) => one.id !== null && ids.has(one.id);
  const again = waiting.filter(isAmong(facts.staleApprovers));
  const named = waiting.filter(isAmong(facts.namedIds));
  const first = named.filter((one) => !again.includes(one));
  if (again.length > 0) {
    const people = [...again, ...first];
    const todo = first.length > 0 ? `look at v${version}` : `look at v${version} again`;
    return { who: "reviewers", people, todo };
  }
  const missing = Math.max(1, facts.required) - facts.approvals.length;
  const todo =
    facts.approvals.length > 0
      ? `approve v${version}, ${missing} more needed`
      : `take a first look at v${version}`;
  return { who: "reviewers", people: named.length > 0 ? named : waiting, todo };
}

/** Whoever asked for changes looks again once the version is another one; until then its author answers. */
function afterChangeRequest(facts: TurnFacts): Turn {
  const { changeRequests, contentHash, version } = facts;
  const unanswered = changeRequests.filter((one) => one.contentHash === contentHash);
  if (unanswered.length > 0) {
    const names = unanswered.map(({ userName }) => userName).join(" and ");
    return author(facts, `answer the changes that ${names} requested`);
  }
  const people = changeRequests.map(({ userId, userName }) => ({ id: userId, name: userName }));
  return {
    who: "reviewers",
    people,
    todo: `look at v${version} again and withdraw the request for changes`,
  };
}

function author({ author: writer, requestedBy }: TurnFacts, todo: string): Turn {
  const people = writer.id === requestedBy.id ? [writer] : [writer, requestedBy];
  return { who: "author", people, todo };
}

const nobody = (todo: string): Turn => ({ who: "nobody", people: [], todo });

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isTest, sourcesBelow } from "@/scripts/testing/sources";

/** Those below may import those above, never the other way (types may): one list, for people and for this test. */
const ORDER = [
  ...readFileSync(join(import.meta.dirname, "../docs/architecture.md"), "utf8").matchAll(
    /^\| `lib\/([\w-]+)` /gm,
  ),
]
  .map(([, domain = ""]) => domain)
  // The log stands beside auth.
  .filter((domain) => domain !== "events");
const INFRASTRUCTURE = ["compute", "db", "http", "jobs", "stats", "admin"];
const FORBIDDEN_NAMES = /^(index|utils|helpers|services|types|constants)\.tsx?$/;

/** Files that read cases or results for no reader, each with what becomes of them. */
const NO_READS_FOR_PEOPLE: Record<string, string> = {
  "lib/eval-sets/write-cases.ts": "places and the number of cases, for a write",
  "lib/eval-sets/visible-cases.ts": "the rule itself",
  "lib/eval-sets/import/related-cases.ts":
    "for the plan of an import, in which lib/eval-sets/import/plan-import.ts withholds the holdout",
  "lib/runs/execute/count-run.ts": "the stored summary; lib/runs/holdout/withhold.ts tells of it",
  "lib/runs/execute/fatal-reason.ts":
    "the reason of a failed run, which lib/runs/list-runs.ts withholds of a holdout",
  "lib/runs/holdout/holdout-groups.ts": "decides which groups are told",
  "lib/runs/compare/load-pair-groups.ts":
    "numbers of cases; of development runs, or told by lib/experiments/compare-cells.ts",
  "lib/runs/results/list-results.ts":
    "its conditions are those of lib/runs/results/result-filters.ts",
  "lib/runs/retry-errors.ts": "keeps a record of errors, for a write",
  "lib/runs/execute/run-cases.ts": "the worker's own",
  "lib/runs/what-if/load-overrides.ts": "what steps gave, for a run's own execution",
  "lib/runs/what-if/start-what-if.ts": "development cases of a run, for a write",
  "lib/specs/hash-evidence.ts": "in which revision cases changed last; goes into a hash",
  "lib/specs/evidence/load-case-changes.ts": "how many cases changed; names development cases only",
  "lib/specs/gates/list-missing.ts": "sizes of whole splits",
  "lib/specs/gates/load-evidence.ts":
    "what gates count; lib/specs/gates/withhold-gate.ts tells of it",
  "lib/traces/store/load-stored-trace.ts": "takes `withHoldout` from lib/traces/reads.ts",
  "lib/weeks/load-reviewed.ts": "how many traces became cases, by split",
};

const lib = sourcesBelow("lib");
const app = sourcesBelow("app");
const components = sourcesBelow("components");

/** The event log stands beside auth: each names the other's actor or event. */
function domainOf(path: string): string {
  const folder = path.split("/")[1] ?? "";
  return folder === "events" ? "auth" : folder;
}

test("there are files to look at", () => {
  expect(lib.length).toBeGreaterThan(50);
  expect(app.length).toBeGreaterThan(10);
});

describe("folders and verbs", () => {
  const MOST_FILES = 42;
  test("no folder holds more files than somebody can survey", () => {
    const counts = new Map<string, number>();
    for (const { path } of [...lib, ...app, ...components, ...sourcesBelow("scripts")]) {
      const folder = path.slice(0, path.lastIndexOf("/"));
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
    }
    const crowded = [...counts].filter(([, files]) => files > MOST_FILES);
    expect(crowded).toEqual([]);
  });

  test("functions that others call begin with a verb of the list", () => {
    /** `read` is for streams of bytes and lines. */
    const streams = ["readBytes", "readCapped", "readLines", "readText"];
    const others: Record<string, string> = {
      edit: "update",
      change: "update",
      remove: "delete",
      read: "load, get, find or parse",
    };
    /** What people do, in their own words. */
    const deeds = ["changePassword", "changeStep", "removeMember"];
    const wrong = lib.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?:async )?function\*? ((edit|change|remove|read)[A-Z]\w*)/gm)]
        .filter(([, name]) => !streams.includes(name ?? "") && !deeds.includes(name ?? ""))
        .map(([, name, verb]) => `${path}: ${name} (use ${others[verb ?? ""]})`),
    );
    expect(wrong).toEqual([]);
  });
});

describe("names", () => {
  const PARTICIPLES =
    "found|known|asked|told|kept|own|said|given|wanted|taken|made|seen|held|meant|spent|gone|begun";
  const declarations = [
    String.raw`\b(?:const|let|function)\s+(${PARTICIPLES})\b`,
    String.raw`\b(?:const|let)\s*[{[][^=;]*?\b(${PARTICIPLES})\s*[,}\]][^=;]*=`,
  ];
  /** Between the parentheses of a function, without types that have parentheses of their own. */
  const parameters =
    /(?:\bfunction\*?(?: \w+)?(?:<[^>(]*>)?|=|\(|,|=>|return)\s*\(([^()]*)\)(?=\s*(?::[^={]*)?(?:=>|\{))/g;
  /** One of its own, or the first of the list. */
  const whole = [String.raw`(?:^|,)\s*(${PARTICIPLES})\s*(?:[?:,=]|$)`];
  /** Taken out of an object, with its name or another. */
  const member = [String.raw`[{,:]\s*(${PARTICIPLES})\s*[,}=]`];
  const property = [String.raw`^ +(?:readonly )?(${PARTICIPLES})\??:`];
  const matchesOf = (text: string, patterns: readonly string[], flags = "g") =>
    [...text.matchAll(new RegExp(patterns.join("|"), flags))].map(([, ...groups]) =>
      groups.find(Boolean),
    );

  /** Names of values that say how the value came instead of what it is. */
  function participlesOf(text: string): (string | undefined)[] {
    const lists = [...text.matchAll(parameters)].map(([, list = ""]) => list);
    return [
      ...matchesOf(text, declarations),
      ...lists.flatMap((list) => matchesOf(list.replace(/\{[^{}]*\}/g, ""), whole)),
      ...lists.flatMap((list) =>
        [...list.matchAll(/\{[^{}]*\}/g)].flatMap(([members]) => matchesOf(members, member)),
      ),
    ];
  }

  test.each([
    "const found = await load();",
    "const [first, taken] = rows;",
    "const { arguments: given } = call;",
    "const show = (wanted: string) => wanted;",
    "rows.map((row, seen) => seen)",
    "function hold(\n  actor: Actor,\n  held: boolean,\n): void {",
    "rows.map(({ label: own }) => own)",
  ])("%s is seen", (text) => {
    expect(participlesOf(text)).toHaveLength(1);
  });

  test.each([
    "const { made: cases } = answer;",
    "send({ made: 1, left: 2 });",
    "rows.map(({ seen: values }) => values)",
    "function words({\n  all,\n  made: cases,\n}: Numbers): string {",
    "const isKnown = kept.has(row);",
  ])("%s is well", (text) => {
    expect(participlesOf(text)).toEqual([]);
  });

  test("are nouns of the field, not participles that say how a value came", () => {
    const sources = [...lib, ...app, ...components, ...sourcesBelow("sdk/src")].filter(
      (source) => !isTest(source),
    );
    const wrong = [
      ...sources.flatMap(({ path, text }) => participlesOf(text).map((name) => `${path}: ${name}`)),
      // Properties in lib are columns and fields of the API.
      ...sources
        .filter(({ path }) => /^(?:app|components)\//.test(path))
        .flatMap(({ path, text }) =>
          matchesOf(text, property, "gm").map((name) => `${path}: ${name}`),
        ),
    ];
    expect(wrong).toEqual([]);
  });
});

test("a domain of the screens has one dictionary, called <domain>-words.ts", () => {
  const wrong = components
    .map(({ path }) => path)
    .filter((path) => /-(?:words|labels|texts|in-words)\.tsx?$/.test(path))
    .filter((path) => {
      const domain = path.split("/")[1] ?? "";
      return path !== `components/${domain}/${domain.replace(/s$/, "")}-words.ts`;
    })
    // The places of labels in a drawing.
    .filter((path) => !path.startsWith("components/charts/"));
  expect(wrong).toEqual([]);
});

describe("lib", () => {
  test("every folder is a domain with a place in the order, or infrastructure", () => {
    expect(ORDER.length).toBeGreaterThan(20);
    const folders = new Set(
      lib.filter(({ path }) => path.split("/").length > 2).map(({ path }) => domainOf(path)),
    );
    expect(
      [...folders].filter((folder) => ![...ORDER, ...INFRASTRUCTURE].includes(folder)),
    ).toEqual([]);
  });

  test("imports between domains point one way", () => {
    const wrong = lib
      .filter((source) => !isTest(source))
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => target.startsWith("@/lib/"))
          .filter((target) => {
            const [from, to] = [
              ORDER.indexOf(domainOf(path)),
              ORDER.indexOf(domainOf(target.slice(2))),
            ];
            return from >= 0 && to > from;
          })
          .map((target) => `${path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("a domain knows nothing of pages and components", () => {
    const wrong = lib.filter(
      (source) =>
        !isTest(source) && source.imports.some((target) => /^@\/(app|components)\//.test(target)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("whoever opens a transaction authorises and records an event", () => {
    const wrong = lib
      // A person's own account belongs to no project, so lib/auth has no log to write to.
      .filter((source) => !isTest(source) && !["auth", "db"].includes(domainOf(source.path)))
      // Reads open one only for a consistent snapshot.
      .filter(({ path, text }) => text.includes("$transaction(") && !path.endsWith("/reads.ts"))
      // The week's queue fills as it is read, and a run is counted again: nobody's act.
      .filter(
        ({ path }) => !["lib/trace-reviews/fill-queue.ts", "lib/runs/get-run.ts"].includes(path),
      )
      .filter(
        ({ text }) =>
          !/record\w*Event\(|joinProject\(|planRun\(/.test(text) ||
          !/authorize\(|systemActor\(|requireOpenInvitation\(/.test(text),
      );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/auth and test projects make an actor", () => {
    const wrong = lib.filter(
      (source) =>
        !isTest(source) && source.text.includes("makeActor(") && domainOf(source.path) !== "auth",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/traces/store knows how traces are stored", () => {
    const tables =
      /\b(?:from|join|into|update|using)\s+"?(?:trace|trace_step|trace_key|trace_change|trace_rollup|trace_unit_day|trace_unit_change)"?\s|\.(?:trace|traceStep|traceKey|traceChange|traceRollup|traceUnitDay|traceUnitChange)\.(?:find|create|update|upsert|delete|count|group|aggregate)/;
    const wrong = [...lib, ...app, ...components].filter(
      (source) =>
        !isTest(source) && tables.test(source.text) && !source.path.startsWith("lib/traces/store/"),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/eval-sets/visible-cases.ts decides who sees the holdout", () => {
    const wrong = [...lib, ...app, ...components].filter(
      ({ path, text }) =>
        /^import[^;]*\bcanSeeHoldout\b/m.test(text) && path !== "lib/eval-sets/visible-cases.ts",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("whoever reads cases or results asks what the actor may see of them", () => {
    const tables =
      /\b(?:from|join)\s+(?:eval_case|run_result)\b|\.(?:evalCase|runResult)\.(?:find|count|group|aggregate)/;
    const wrong = [...lib, ...app, ...components].filter(
      (source) =>
        !isTest(source) &&
        tables.test(source.text) &&
        !source.text.includes('/visible-cases"') &&
        !(source.path in NO_READS_FOR_PEOPLE),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/reviews/count-decisions.ts says whose decision counts", () => {
    const reads =
      /reviewDecision\.(?:find|count|group|aggregate)|\bdecisions: (?:true|\{\s*(?:where|orderBy|select|include)\b)/;
    const wrong = lib.filter(
      (source) =>
        !isTest(source) &&
        ((reads.test(source.text) && source.path !== "lib/reviews/review-row.ts") ||
          (/\.decisions\b/.test(source.text) && !source.path.startsWith("lib/reviews/"))),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/deployments reads and writes what is live", () => {
    const table =
      /\b(?:db|tx|from)\.deployment(?:Change|Pin)?\b|\b(?:from|join|into|update) deployment/;
    const wrong = [...lib, ...app, ...sourcesBelow("scripts")].filter(
      (source) =>
        !isTest(source) && table.test(source.text) && !source.path.startsWith("lib/deployments/"),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/stats turns an interval or a p value into a verdict", () => {
    const deciding =
      /return "(?:pass|inconclusive)"|\b(?:low|high)\b[^&|?]*[<>][^&|?]*\? "(?:pass|fail)"/;
    const wrong = [...lib, ...app, ...components].filter(
      (source) =>
        !isTest(source) &&
        deciding.test(source.text) &&
        ![
          "lib/stats/verdicts/interval-verdict.ts",
          "lib/stats/verdicts/segment-verdicts.ts",
        ].includes(source.path),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/specs/gates/closed-gates.ts says which gate holds up a release", () => {
    const deciding = /level === "must" && [^;]*verdict|reason !== "nothing_live"/;
    const wrong = [...lib, ...app, ...components].filter(
      (source) =>
        !isTest(source) &&
        deciding.test(source.text) &&
        source.path !== "lib/specs/gates/closed-gates.ts",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/runs/results says how the answers to a case make its outcome, once in SQL", () => {
    const deciding = /\bfailed > passed\b|outcome = 'failed'\)\s*[<>]|[<>]\s*count\(\*\) filter/;
    const deciders = [...lib, ...app, ...components].filter(
      (source) => !isTest(source) && deciding.test(source.text),
    );
    expect(deciders.map(({ path }) => path).toSorted()).toEqual([
      "lib/runs/results/case-outcome-sql.ts",
      "lib/runs/results/case-outcome.ts",
    ]);
  });

  test("only lib/scorers/may-vote.ts says which scorers are model-graded", () => {
    const deciding = /startsWith\("judge-/;
    const wrong = lib.filter(
      (source) =>
        !isTest(source) && deciding.test(source.text) && source.path !== "lib/scorers/may-vote.ts",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("every route that may loosen what gates are decided by has it checked", () => {
    const loosening =
      /\b(?:updateSegment|deleteSegment|updateEvalSet|updateCase|updateCases|deleteCases|restoreRevision|importCases|writeJudge)\(/g;
    const wrong = app.filter(
      ({ text }) => (text.match(loosening) ?? []).length > text.split("changeEvidence(").length - 1,
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("only lib/auth/sessions/session.ts knows next-auth", () => {
    const wrong = [...lib, ...app, ...components].filter(
      ({ path, imports }) =>
        imports.some((target) => target.startsWith("next-auth")) &&
        path !== "lib/auth/sessions/session.ts",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("links are those of components/ui, which ask for a page once somebody points at them", () => {
    const wrong = [...app, ...components].filter(
      ({ path, imports }) =>
        imports.includes("next/link") && path !== "components/ui/controls/link.tsx",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("the browser", () => {
  test("takes contracts as types only, so that zod stays out of the first load", () => {
    const clients = [...lib, ...components].filter(
      ({ path, text }) => text.startsWith('"use client"') || path.endsWith("/queries.ts"),
    );
    const wrong = clients.flatMap(({ path, text }) =>
      [...text.matchAll(/^import (?!type )[^;]*?from "([^"]*contract|zod)";/gms)].map(() => path),
    );
    expect(wrong).toEqual([]);
  });
});

describe("times", () => {
  test("only lib/format-time.ts writes them, in one zone", () => {
    const writing =
      /toLocale(?:Date|Time)String|toLocaleString\(\)|Date\([^)]*\)\.toLocale|DateTimeFormat|RelativeTimeFormat|getTimezoneOffset|\.(?:get|set)(?:Hours|Minutes|Date|Day|Month|FullYear)\(/;
    const wrong = [...lib, ...app, ...components].filter(
      (source) =>
        !isTest(source) && writing.test(source.text) && source.path !== "lib/format-time.ts",
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("numbers", () => {
  test("are written by lib/format-number.ts, so that a file, a message and a screen agree", () => {
    /** A number in the unit of its own rule, to as many digits as a person wrote. */
    const ruleUnits = [
      "lib/metrics/alerts/write-reading.ts",
      "lib/scorers/score/score-budget.ts",
      "lib/specs/describe-changes.ts",
    ];
    /** `Number(x.toFixed(2))` rounds and writes nothing. */
    const writing =
      /\.toLocaleString\(|NumberFormat\(|(?<!\bNumber\(.*)\.toFixed\(|\.replace\(" (?:%|ms)", ""\)/;
    const wrong = [...lib, ...app, ...components].filter(
      (source) =>
        !isTest(source) &&
        writing.test(source.text) &&
        !["lib/format-number.ts", ...ruleUnits].includes(source.path),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("pages", () => {
  test("what may be missing is decided before anything is sent, so that it can be a 404", () => {
    const pages = app.filter(({ path }) => path.endsWith("/page.tsx"));
    const wrong = app
      .filter(({ path }) => path.endsWith("/loading.tsx"))
      .map(({ path }) => path.slice(0, -"loading.tsx".length))
      // A layout of the same folder is outside of what loads and can decide.
      .filter((folder) => !app.some(({ path }) => path === `${folder}layout.tsx`))
      .flatMap((folder) =>
        pages.filter(
          ({ path }) => path.startsWith(folder) && /\[\w+\]/.test(path.replace("[project]", "")),
        ),
      );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("files", () => {
  test("are never called index, utils, helpers, services, types or constants", () => {
    const wrong = [...lib, ...components].filter(({ path }) =>
      FORBIDDEN_NAMES.test(path.split("/").at(-1) ?? ""),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  test("stay readable: none over 300 lines", () => {
    const long = [...lib, ...app, ...components]
      .filter((source) => !isTest(source))
      .filter(({ text }) => text.split("\n").length > 300)
      .map(({ path, text }) => `${path}: ${text.split("\n").length}`);
    expect(long).toEqual([]);
  });

  test("no function is longer than 80 lines", () => {
    const long = [...lib, ...app, ...components]
      .filter((source) => !isTest(source))
      .flatMap(({ path, text }) =>
        [
          ...text.matchAll(/^(?:export )?(?:default )?(?:async )?function\*? (\w+)[\s\S]*?^\}/gm),
        ].map(([body, name]) => ({ name: `${path}: ${name}`, lines: body.split("\n").length })),
      )
      .filter(({ lines }) => lines > 80);
    expect(long).toEqual([]);
  });

  test("route files only mount contracts on verbs", () => {
    const routes = app.filter(
      ({ path }) => path.endsWith("/route.ts") && /^app\/api\/(?:v1|public)\//.test(path),
    );
    const wrong = routes.filter(
      ({ text }) => !/= route\(/.test(text) || /prisma|\$transaction|db\./.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

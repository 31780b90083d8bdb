// npm run bench:rollouts: how often rollouts are rolled back, wrongly or rightly, and how soon (`-- 200` simulates fewer).
import "./start/check-node.mjs";
import { withParts } from "./bundle-parts.mjs";
import { failWith } from "./user-error.mjs";

const ROLLOUTS = 2_000;

const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)} %`;
const count = (number) => number?.toLocaleString("en-US") ?? "never";
const exposure = ({ quantile }) => `${count(quantile(0.5))} / ${count(quantile(0.95))}`;

const barOf = ({ atMost, atLeast, median, p95 }) =>
  [
    atMost !== undefined && `at most ${percent(atMost, 2)}`,
    atLeast !== undefined && `at least ${percent(atLeast)}`,
    median && [median, p95].filter(Boolean).map(count).join(" / "),
  ]
    .filter(Boolean)
    .join(", ");

function line({ name, bar, ends, naive, isMet }) {
  const isHarm = bar.atMost === undefined;
  const cells = (whose) => [
    percent(whose.rolledBack, whose === ends ? 2 : 1).padStart(8),
    (isHarm ? exposure(whose) : "").padStart(15),
  ];
  return [
    isMet ? "✓" : "✗",
    name.padEnd(66),
    ...cells(ends),
    ...(naive ? ["  z-test", ...cells(naive)] : []),
    `  (${barOf(bar)})`,
  ].join(" ");
}

async function main() {
  const rollouts = Number(process.argv[2] ?? ROLLOUTS);
  await withParts(
    ["bench/rollouts/truths.mjs", "bench/rollouts/reach.mjs"],
    ({ truths, reach }) => {
      const missed = [];
      const report = (result) => {
        console.log(line(result));
        if (!result.isMet) missed.push(result.name);
      };
      console.log(
        `${count(rollouts)} rollouts per truth with three guardrails and a look after every request: how many are\n` +
          "rolled back, and after how many of the candidate's requests, median / p95; the same by a z-test at each look.\n",
      );
      truths.benchTruths(rollouts, report);
      console.log(
        "\nEach guardrail alone, one of three: rolled back, candidate units until then.\n",
      );
      reach.benchReach(rollouts, report);
      console.log(
        missed.length === 0
          ? "\nEvery truth is within its bar."
          : `\nOut of bar:\n${missed.map((name) => `  ${name}`).join("\n")}`,
      );
      if (missed.length > 0) process.exitCode = 1;
    },
  );
}

await main().catch(failWith);

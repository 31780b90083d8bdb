import * as accounts from "@/lib/auth/account-contract";
import * as chains from "@/lib/chains/contract";
import * as hints from "@/lib/chains/hints/hint-contract";
import * as proposals from "@/lib/chains/propose/proposal-contract";
import * as chainTries from "@/lib/chains/try/try-contract";
import * as documentSets from "@/lib/documents/contract";
import * as documents from "@/lib/documents/document-contract";
import * as evalCases from "@/lib/eval-sets/case-contract";
import * as evalSets from "@/lib/eval-sets/contract";
import * as events from "@/lib/events/contract";
import * as experiments from "@/lib/experiments/contract";
import * as holdoutRuns from "@/lib/experiments/holdout/holdout-contract";
import * as failureCategories from "@/lib/failure-categories/contract";
import * as categoryMoves from "@/lib/failure-categories/move-contract";
import * as openapi from "@/lib/http/openapi";
import { contractsOf, type Section } from "@/lib/http/openapi";
import * as health from "@/lib/http/server/health";
import * as invitations from "@/lib/invitations/contract";
import * as calibrations from "@/lib/judges/calibration-contract";
import * as judges from "@/lib/judges/contract";
import * as policyDoubts from "@/lib/judges/doubt-contract";
import * as judgeLabels from "@/lib/judges/label-contract";
import * as alerts from "@/lib/metrics/alerts/alert-contract";
import * as metrics from "@/lib/metrics/contract";
import * as histograms from "@/lib/metrics/histogram-contract";
import * as overviews from "@/lib/metrics/overview-contract";
import * as notifications from "@/lib/notifications/contract";
import * as webhooks from "@/lib/notifications/webhook-contract";
import * as onlineScorers from "@/lib/online-scorers/contract";
import * as apiKeys from "@/lib/projects/api-key-contract";
import * as projects from "@/lib/projects/contract";
import * as environments from "@/lib/projects/environment-contract";
import * as members from "@/lib/projects/member-contract";
import * as prompts from "@/lib/prompts/contract";
import * as diffs from "@/lib/prompts/diff/diff-contract";
import * as drafts from "@/lib/prompts/draft-contract";
import * as versions from "@/lib/prompts/version-contract";
import * as providers from "@/lib/providers/contract";
import * as recordings from "@/lib/providers/replay/recording-contract";
import * as endpointSecrets from "@/lib/providers/secrets/secret-contract";
import * as changes from "@/lib/releases/changes-contract";
import * as releases from "@/lib/releases/contract";
import * as releaseDrafts from "@/lib/releases/draft-contract";
import * as langfuse from "@/lib/releases/langfuse/langfuse-contract";
import * as ofrep from "@/lib/releases/ofrep/ofrep-contract";
import * as pins from "@/lib/releases/pins/pin-contract";
import * as serving from "@/lib/releases/serving/serving-contract";
import * as reviewComments from "@/lib/reviews/comments/comment-contract";
import * as reviews from "@/lib/reviews/contract";
import * as decisions from "@/lib/reviews/decision-contract";
import * as reviewDiffs from "@/lib/reviews/review-diff-contract";
import * as waivers from "@/lib/reviews/waivers/waiver-contract";
import * as rollouts from "@/lib/rollouts/routes-contract";
import * as runChanges from "@/lib/runs/change-contract";
import * as comparisons from "@/lib/runs/compare/comparison-contract";
import * as runs from "@/lib/runs/contract";
import * as approvals from "@/lib/runs/holdout/approval-contract";
import * as gaps from "@/lib/runs/holdout/gap-contract";
import * as outputs from "@/lib/runs/import/import-contract";
import * as failureGroups from "@/lib/runs/results/failure-group-contract";
import * as matrices from "@/lib/runs/results/matrix-contract";
import * as results from "@/lib/runs/results/result-contract";
import * as scorerPreviews from "@/lib/runs/scorer-preview-contract";
import * as runStarts from "@/lib/runs/start-contract";
import * as tries from "@/lib/runs/try/try-contract";
import * as whatIfs from "@/lib/runs/what-if/what-if-contract";
import * as search from "@/lib/search/contract";
import * as segments from "@/lib/segments/contract";
import * as specs from "@/lib/specs/contract";
import * as gates from "@/lib/specs/gates/gate-contract";
import * as loosenings from "@/lib/specs/loosening-contract";
import * as specialCases from "@/lib/specs/special-cases/special-case-contract";
import * as traceCases from "@/lib/trace-reviews/cases/case-contract";
import * as traceReviews from "@/lib/trace-reviews/contract";
import * as labelRequests from "@/lib/trace-reviews/labels/label-request-contract";
import * as traces from "@/lib/traces/contract";
import * as ingestion from "@/lib/traces/ingestion-contract";
import * as publicTraces from "@/lib/traces/public-contract";
import * as traceSettings from "@/lib/traces/settings/settings-contract";
import * as traceViews from "@/lib/traces/views/view-contract";
import * as weeks from "@/lib/weeks/contract";

/** Every contract of the API, in the order in which the document lists them. */
export const sections: Section[] = [
  {
    tag: "Prompts",
    description: "Prompts, their versions, drafts, differences and tries",
    modules: [prompts, versions, diffs, drafts, tries],
  },
  {
    tag: "Chains",
    description: "Chains of steps: their versions, drafts, differences and checks",
    modules: [chains, chainTries, proposals, hints],
  },
  {
    tag: "Eval sets",
    description: "Cases, their imports and revisions",
    modules: [evalSets, evalCases],
  },
  {
    tag: "Document sets",
    description: "Documents that a chain's retrieval step searches, their imports and revisions",
    modules: [documentSets, documents],
  },
  {
    tag: "Judges",
    description: "Model-graded scorers, people's labels and calibration",
    modules: [judges, judgeLabels, policyDoubts, calibrations],
  },
  {
    tag: "Runs",
    description: "Runs over eval sets, their results, comparisons and holdout approvals",
    modules: [
      runs,
      runStarts,
      runChanges,
      outputs,
      results,
      matrices,
      failureGroups,
      failureCategories,
      categoryMoves,
      approvals,
      gaps,
      comparisons,
      scorerPreviews,
      whatIfs,
    ],
  },
  {
    tag: "Experiments",
    description: "Several versions and models on one eval set, compared with one baseline",
    modules: [experiments, holdoutRuns],
  },
  {
    tag: "Specs",
    description: "What a prompt has to do, and the gates that follow from it",
    modules: [specs, gates, loosenings, specialCases],
  },
  {
    tag: "Segments",
    description: "Named parts of cases and traces",
    modules: [segments],
  },
  {
    tag: "Reviews",
    description: "Reviews of versions, their comments, approvals and waivers",
    modules: [reviews, decisions, reviewDiffs, waivers, reviewComments],
  },
  {
    tag: "Releases",
    description: "What went live, when and why; roll-backs, rollouts and pinned units",
    modules: [releases, releaseDrafts, changes, rollouts, pins],
  },
  {
    tag: "Serving",
    description: "What applications ask for at run time",
    modules: [serving, ofrep, langfuse],
  },
  {
    tag: "Traces",
    description: "What applications send, and what is kept of it",
    modules: [ingestion, traces, publicTraces, traceViews, traceSettings],
  },
  {
    tag: "Trace reviews",
    description: "Verdicts on traces, failure categories, cases made from traces, weeks",
    modules: [traceReviews, traceCases, labelRequests, weeks],
  },
  {
    tag: "Online scorers",
    description: "Scorers that judge traces as they arrive",
    modules: [onlineScorers],
  },
  {
    tag: "Metrics",
    description: "Metrics over time, distributions and alerts",
    modules: [metrics, overviews, histograms, alerts],
  },
  {
    tag: "Models",
    description:
      "Connections to model providers, recorded answers, and secrets for a chain's own addresses",
    modules: [providers, recordings, endpointSecrets],
  },
  {
    tag: "Notifications",
    description: "The inbox and webhooks",
    modules: [notifications, webhooks],
  },
  {
    tag: "Project",
    description:
      "Projects, members, invitations, API keys, environments, and what is found by a word",
    modules: [projects, members, apiKeys, environments, invitations, search],
  },
  {
    tag: "Audit",
    description: "The event log and its verification",
    modules: [events],
  },
  {
    tag: "Account",
    description: "The signed-in person",
    modules: [accounts],
  },
  {
    tag: "System",
    description: "Health, and this document",
    modules: [health, openapi],
  },
];

export const contracts = sections.flatMap(({ modules }) =>
  modules.flatMap(contractsOf).map(([, contract]) => contract),
);

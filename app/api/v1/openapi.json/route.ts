import * as accounts from "@/lib/auth/contract";
import * as evalSets from "@/lib/eval-sets/contract";
import * as events from "@/lib/events/contract";
import * as health from "@/lib/http/health";
import { contractsOf, describeApi, openApiRoute } from "@/lib/http/openapi";
import { route } from "@/lib/http/route";
import * as invitations from "@/lib/invitations/contract";
import * as alerts from "@/lib/metrics/alert-contract";
import * as metrics from "@/lib/metrics/contract";
import * as histograms from "@/lib/metrics/histogram-contract";
import * as notifications from "@/lib/notifications/contract";
import * as onlineScorers from "@/lib/online-scorers/contract";
import * as projects from "@/lib/projects/contract";
import * as prompts from "@/lib/prompts/contract";
import * as diffs from "@/lib/prompts/diff-contract";
import * as drafts from "@/lib/prompts/draft-contract";
import * as versions from "@/lib/prompts/version-contract";
import * as providers from "@/lib/providers/contract";
import * as releases from "@/lib/releases/contract";
import * as serving from "@/lib/releases/serving-contract";
import * as reviewComments from "@/lib/reviews/comment-contract";
import * as reviews from "@/lib/reviews/contract";
import * as approvals from "@/lib/runs/approval-contract";
import * as comparisons from "@/lib/runs/comparison-contract";
import * as runs from "@/lib/runs/contract";
import * as results from "@/lib/runs/result-contract";
import * as tries from "@/lib/runs/try-contract";
import * as segments from "@/lib/segments/contract";
import * as specs from "@/lib/specs/contract";
import * as gates from "@/lib/specs/gate-contract";
import * as traceCases from "@/lib/trace-reviews/case-contract";
import * as traceReviews from "@/lib/trace-reviews/contract";
import * as traces from "@/lib/traces/contract";
import * as ingestion from "@/lib/traces/ingestion-contract";
import * as traceSettings from "@/lib/traces/settings-contract";
import * as traceViews from "@/lib/traces/view-contract";
import * as weeks from "@/lib/weeks/contract";

const modules = [
  health,
  accounts,
  projects,
  invitations,
  providers,
  prompts,
  versions,
  diffs,
  drafts,
  tries,
  segments,
  evalSets,
  runs,
  results,
  approvals,
  comparisons,
  specs,
  gates,
  releases,
  serving,
  reviews,
  reviewComments,
  metrics,
  alerts,
  histograms,
  notifications,
  traces,
  ingestion,
  weeks,
  traceSettings,
  traceViews,
  onlineScorers,
  traceReviews,
  traceCases,
  events,
];

export const GET = route(openApiRoute, async () =>
  Response.json(describeApi([openApiRoute, ...modules.flatMap(contractsOf)])),
);

-- CreateEnum
CREATE TYPE "AlertState" AS ENUM ('ok', 'breached', 'no_data');

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "comparator" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "window_minutes" INTEGER NOT NULL DEFAULT 60,
    "for_minutes" INTEGER NOT NULL DEFAULT 0,
    "min_samples" INTEGER NOT NULL DEFAULT 20,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "state" "AlertState" NOT NULL DEFAULT 'no_data',
    "beyond_since" TIMESTAMPTZ(3),
    "state_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_value" DOUBLE PRECISION,
    "last_samples" INTEGER,
    "checked_at" TIMESTAMPTZ(3),
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_change" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "state" "AlertState" NOT NULL,
    "value" DOUBLE PRECISION,
    "samples" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace_key" (
    "project_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "bucket" DATE NOT NULL,

    CONSTRAINT "trace_key_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "trace" (
    "bucket" DATE NOT NULL,
    "project_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source" TEXT NOT NULL DEFAULT 'rest',
    "name" TEXT NOT NULL DEFAULT '',
    "environment" TEXT,
    "prompt" TEXT,
    "prompt_id" UUID,
    "version" INTEGER,
    "arm" TEXT,
    "unit" TEXT,
    "user_id" TEXT,
    "session_id" TEXT,
    "outcome" TEXT,
    "outcome_from" TEXT,
    "outcome_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "language" TEXT NOT NULL DEFAULT 'und',
    "input_length" INTEGER NOT NULL DEFAULT 0,
    "input" JSONB,
    "output" JSONB,
    "input_preview" TEXT NOT NULL DEFAULT '',
    "output_preview" TEXT NOT NULL DEFAULT '',
    "model" TEXT,
    "input_tokens" INTEGER,
    "cached_input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cost_usd" DECIMAL(18,9),
    "latency_ms" INTEGER NOT NULL,
    "first_token_ms" INTEGER,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "tool_calls" INTEGER NOT NULL DEFAULT 0,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "errors" INTEGER NOT NULL DEFAULT 0,
    "segments" UUID[] DEFAULT ARRAY[]::UUID[],

    CONSTRAINT "trace_pkey" PRIMARY KEY ("project_id","id","bucket")
) PARTITION BY RANGE ("bucket");

-- CreateTable
CREATE TABLE "trace_step" (
    "bucket" DATE NOT NULL,
    "project_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "parent_id" TEXT,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "provider" TEXT,
    "model" TEXT,
    "input_tokens" INTEGER,
    "cached_input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cost_usd" DECIMAL(18,9),
    "first_token_ms" INTEGER,
    "finish_reason" TEXT,
    "retries" INTEGER NOT NULL DEFAULT 0,
    "input" JSONB,
    "output" JSONB,
    "error" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "facts" JSONB,

    CONSTRAINT "trace_step_pkey" PRIMARY KEY ("project_id","trace_id","id","bucket")
) PARTITION BY RANGE ("bucket");

-- CreateTable
CREATE TABLE "trace_feedback" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,
    "outcome" TEXT,
    "score" DOUBLE PRECISION,
    "comment" TEXT,
    "actor_id" UUID,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_feedback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace_review" (
    "project_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "failure_category_id" UUID,
    "expected" JSONB,
    "note" TEXT NOT NULL DEFAULT '',
    "rule" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "prompt_id" UUID,
    "version" INTEGER,
    "reviewer_id" UUID,
    "reviewer_name" TEXT NOT NULL,
    "reviewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_review_pkey" PRIMARY KEY ("project_id","trace_id")
);

-- CreateTable
CREATE TABLE "trace_case" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,
    "eval_set_id" UUID NOT NULL,
    "case_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "online_scorer" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prompt_id" UUID,
    "environment" TEXT,
    "scorer" JSONB NOT NULL,
    "share" DOUBLE PRECISION NOT NULL DEFAULT 0.1,
    "daily_budget_usd" DECIMAL(18,9),
    "is_enabled" BOOLEAN NOT NULL DEFAULT false,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "online_scorer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace_score" (
    "project_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,
    "scorer_id" UUID NOT NULL,
    "value" DOUBLE PRECISION,
    "passed" BOOLEAN,
    "reason" TEXT NOT NULL DEFAULT '',
    "cost_usd" DECIMAL(18,9),
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_score_pkey" PRIMARY KEY ("project_id","trace_id","scorer_id")
);

-- CreateTable
CREATE TABLE "trace_view" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace_settings" (
    "project_id" UUID NOT NULL,
    "capture_content" BOOLEAN NOT NULL DEFAULT true,
    "retention_days" INTEGER NOT NULL DEFAULT 90,
    "redaction" JSONB NOT NULL DEFAULT '[]',
    "review_target" INTEGER NOT NULL DEFAULT 60,
    "review_rules" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trace_settings_pkey" PRIMARY KEY ("project_id")
);

-- CreateTable
CREATE TABLE "trace_change" (
    "id" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,

    CONSTRAINT "trace_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trace_rollup" (
    "project_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "segment_id" UUID NOT NULL,
    "prompt" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "environment" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "traces" INTEGER NOT NULL,
    "succeeded" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "escalated" INTEGER NOT NULL,
    "fell_back" INTEGER NOT NULL,
    "errored" INTEGER NOT NULL,
    "retried" INTEGER NOT NULL,
    "retries" INTEGER NOT NULL,
    "tool_calls" INTEGER NOT NULL,
    "latency_ms" BIGINT NOT NULL,
    "input_tokens" BIGINT NOT NULL,
    "cached_input_tokens" BIGINT NOT NULL,
    "output_tokens" BIGINT NOT NULL,
    "tokens_n" INTEGER NOT NULL,
    "cost_usd" DECIMAL(18,9) NOT NULL,
    "cost_n" INTEGER NOT NULL,
    "success_cost_usd" DECIMAL(18,9) NOT NULL,
    "success_cost_n" INTEGER NOT NULL,
    "input_tokens_squares" DOUBLE PRECISION NOT NULL,
    "output_tokens_squares" DOUBLE PRECISION NOT NULL,
    "tool_calls_squares" DOUBLE PRECISION NOT NULL,
    "cost_squares" DOUBLE PRECISION NOT NULL,
    "latency_bins" INTEGER[],
    "latency_counts" INTEGER[],

    CONSTRAINT "trace_rollup_pkey" PRIMARY KEY ("project_id","segment_id","hour","prompt","version","environment","arm","model")
);

-- CreateTable
CREATE TABLE "week" (
    "project_id" UUID NOT NULL,
    "week" TEXT NOT NULL,
    "lead_id" UUID,
    "steps" JSONB NOT NULL DEFAULT '{}',
    "change" JSONB,
    "summary" TEXT,
    "frozen" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "week_pkey" PRIMARY KEY ("project_id","week")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_project_id_name_key" ON "alert"("project_id", "name");

-- CreateIndex
CREATE INDEX "alert_change_alert_id_at_idx" ON "alert_change"("alert_id", "at");

-- CreateIndex
CREATE INDEX "trace_project_id_started_at_id_idx" ON "trace"("project_id", "started_at" DESC, "id");

-- CreateIndex
CREATE INDEX "trace_project_id_prompt_started_at_idx" ON "trace"("project_id", "prompt", "started_at" DESC);

-- CreateIndex
CREATE INDEX "trace_feedback_project_id_trace_id_idx" ON "trace_feedback"("project_id", "trace_id");

-- CreateIndex
CREATE INDEX "trace_review_project_id_reviewed_at_idx" ON "trace_review"("project_id", "reviewed_at");

-- CreateIndex
CREATE INDEX "trace_case_eval_set_id_case_id_idx" ON "trace_case"("eval_set_id", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "trace_case_project_id_trace_id_eval_set_id_key" ON "trace_case"("project_id", "trace_id", "eval_set_id");

-- CreateIndex
CREATE UNIQUE INDEX "online_scorer_project_id_name_key" ON "online_scorer"("project_id", "name");

-- CreateIndex
CREATE INDEX "trace_score_scorer_id_started_at_idx" ON "trace_score"("scorer_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "trace_view_project_id_name_key" ON "trace_view"("project_id", "name");

-- CreateIndex
CREATE INDEX "trace_change_project_id_hour_idx" ON "trace_change"("project_id", "hour");

-- CreateIndex
CREATE INDEX "trace_rollup_project_id_hour_idx" ON "trace_rollup"("project_id", "hour");

-- AddForeignKey
ALTER TABLE "alert" ADD CONSTRAINT "alert_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_change" ADD CONSTRAINT "alert_change_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_key" ADD CONSTRAINT "trace_key_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_feedback" ADD CONSTRAINT "trace_feedback_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_review" ADD CONSTRAINT "trace_review_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_review" ADD CONSTRAINT "trace_review_failure_category_id_fkey" FOREIGN KEY ("failure_category_id") REFERENCES "failure_category"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_case" ADD CONSTRAINT "trace_case_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_case" ADD CONSTRAINT "trace_case_eval_set_id_fkey" FOREIGN KEY ("eval_set_id") REFERENCES "eval_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "online_scorer" ADD CONSTRAINT "online_scorer_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_score" ADD CONSTRAINT "trace_score_scorer_id_fkey" FOREIGN KEY ("scorer_id") REFERENCES "online_scorer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_view" ADD CONSTRAINT "trace_view_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_settings" ADD CONSTRAINT "trace_settings_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trace_rollup" ADD CONSTRAINT "trace_rollup_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "week" ADD CONSTRAINT "week_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Partitions live apart, so that the schema's own diff does not see them. The default one takes what no
-- partition has been made for yet (a trace from a year ago); writers make a week's partition before they need it.
CREATE SCHEMA IF NOT EXISTS "partitions";
CREATE TABLE "partitions"."trace_other" PARTITION OF "trace" DEFAULT;
CREATE TABLE "partitions"."trace_step_other" PARTITION OF "trace_step" DEFAULT;

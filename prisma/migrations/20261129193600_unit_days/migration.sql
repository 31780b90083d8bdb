-- How much the units of a day differ, so that their requests do not count as independent: counted from the traces.
CREATE TABLE "trace_unit_change" (
    "id" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "trace_unit_change_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "trace_unit_change_project_id_day_idx" ON "trace_unit_change"("project_id", "day");

CREATE TABLE "trace_unit_day" (
    "project_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "segment_id" UUID NOT NULL,
    "prompt" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "environment" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "unit_group" SMALLINT NOT NULL,
    "traces" DOUBLE PRECISION NOT NULL,
    "succeeded" DOUBLE PRECISION NOT NULL,
    "escalated" DOUBLE PRECISION NOT NULL,
    "fell_back" DOUBLE PRECISION NOT NULL,
    "known" DOUBLE PRECISION NOT NULL,
    "errored" DOUBLE PRECISION NOT NULL,
    "retried" DOUBLE PRECISION NOT NULL,
    "tool_calls" DOUBLE PRECISION NOT NULL,
    "tool_calls_squares" DOUBLE PRECISION NOT NULL,
    "log_latency" DOUBLE PRECISION NOT NULL,
    "log_latency_squares" DOUBLE PRECISION NOT NULL,
    "tokens_n" DOUBLE PRECISION NOT NULL,
    "input_tokens" DOUBLE PRECISION NOT NULL,
    "input_tokens_squares" DOUBLE PRECISION NOT NULL,
    "output_tokens" DOUBLE PRECISION NOT NULL,
    "output_tokens_squares" DOUBLE PRECISION NOT NULL,
    "cost_n" DOUBLE PRECISION NOT NULL,
    "cost_usd" DOUBLE PRECISION NOT NULL,
    "cost_squares" DOUBLE PRECISION NOT NULL,
    "known_cost_n" DOUBLE PRECISION NOT NULL,
    "known_cost_usd" DOUBLE PRECISION NOT NULL,
    "known_cost_squares" DOUBLE PRECISION NOT NULL,
    "success_cost_n" DOUBLE PRECISION NOT NULL,
    "success_cost_usd" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "trace_unit_day_pkey" PRIMARY KEY ("project_id","segment_id","day","prompt","version","environment","arm","model","unit_group")
);
CREATE INDEX "trace_unit_day_project_id_day_idx" ON "trace_unit_day"("project_id", "day");
ALTER TABLE "trace_unit_day" ADD CONSTRAINT "trace_unit_day_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "trace_rollup" ADD COLUMN "with_unit" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "unit_squares" DOUBLE PRECISION NOT NULL DEFAULT 0;
ALTER TABLE "trace_rollup" ALTER COLUMN "with_unit" DROP DEFAULT,
ALTER COLUMN "unit_squares" DROP DEFAULT;
INSERT INTO "trace_change" ("project_id", "hour") SELECT DISTINCT "project_id", "hour" FROM "trace_rollup";

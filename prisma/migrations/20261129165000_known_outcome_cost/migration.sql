-- Cost of traces whose outcome is known, and latencies of those without an error: counted again from the traces.
ALTER TABLE "trace_rollup" ADD COLUMN "known_cost_usd" DECIMAL(18,9) NOT NULL DEFAULT 0,
ADD COLUMN "known_cost_squares" DOUBLE PRECISION NOT NULL DEFAULT 0,
ADD COLUMN "known_cost_n" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "trace_rollup" ALTER COLUMN "known_cost_usd" DROP DEFAULT,
ALTER COLUMN "known_cost_squares" DROP DEFAULT,
ALTER COLUMN "known_cost_n" DROP DEFAULT;
INSERT INTO "trace_change" ("project_id", "hour") SELECT DISTINCT "project_id", "hour" FROM "trace_rollup";

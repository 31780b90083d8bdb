-- A sketch is read whole or not at all, so it is one value; the hours are counted again into it.
INSERT INTO "trace_change" ("project_id", "hour") SELECT DISTINCT "project_id", "hour" FROM "trace_rollup";
DELETE FROM "trace_rollup";

-- AlterTable
ALTER TABLE "trace_rollup" DROP COLUMN "latency_bins",
DROP COLUMN "latency_counts",
ADD COLUMN     "latency_sketch" BYTEA NOT NULL;

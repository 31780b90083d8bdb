-- AlterTable
ALTER TABLE "run" ADD COLUMN     "spent_usd" DECIMAL(18,9) NOT NULL DEFAULT 0;

-- Watches stand by lane now. Runs under way begin without one: it only counts workers that died.
UPDATE "run" SET "shard_watch" = NULL;
-- Without a cap nobody counts along, so what a run has cost is the least that was spent.
UPDATE "run" SET "spent_usd" = "cost_usd" WHERE "cost_usd" IS NOT NULL;

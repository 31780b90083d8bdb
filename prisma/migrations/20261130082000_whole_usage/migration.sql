-- AlterTable
ALTER TABLE "run_result" ADD COLUMN "cache_write_tokens" INTEGER,
ADD COLUMN "cost_unknown" TEXT,
ADD COLUMN "reasoning_tokens" INTEGER;

-- AlterTable
ALTER TABLE "model_call" ADD COLUMN "cache_write_tokens" INTEGER,
ADD COLUMN "cost_unknown" TEXT,
ADD COLUMN "reasoning_tokens" INTEGER;

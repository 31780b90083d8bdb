-- AlterTable
ALTER TABLE "recorded_output" ADD COLUMN     "other_input" JSONB;

-- AlterTable
ALTER TABLE "run_result" ADD COLUMN     "other_input" JSONB;

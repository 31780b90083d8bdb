-- AlterTable
ALTER TABLE "eval_case" ADD COLUMN     "promptfoo" JSONB;

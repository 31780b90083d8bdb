-- AlterTable
ALTER TABLE "eval_case" ADD COLUMN     "assertions" JSONB;

-- AlterTable
ALTER TABLE "run" ADD COLUMN     "shard_watch" JSONB;

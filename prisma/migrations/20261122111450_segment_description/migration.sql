-- AlterTable
ALTER TABLE "segment" ADD COLUMN     "description" TEXT NOT NULL DEFAULT '';

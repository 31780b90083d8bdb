-- AlterTable
ALTER TABLE "event" ADD COLUMN     "seal" TEXT;

-- CreateTable
CREATE TABLE "event_head" (
    "project_id" UUID NOT NULL,
    "count" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sealed_from" INTEGER NOT NULL,
    "seal" TEXT NOT NULL,

    CONSTRAINT "event_head_pkey" PRIMARY KEY ("project_id")
);

-- AlterTable
ALTER TABLE "idempotency_key" ADD COLUMN     "claim" UUID,
ADD COLUMN     "lease_until" TIMESTAMPTZ(3),
ADD COLUMN     "subject" TEXT,
ADD COLUMN     "written_at" TIMESTAMPTZ(3);

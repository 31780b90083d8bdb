-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "next_try_at" TIMESTAMPTZ(3);

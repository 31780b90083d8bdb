-- For whoever connects an application: when its key first got through, and why it was refused last.
ALTER TABLE "api_key" ADD COLUMN "first_used_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_refused_at" TIMESTAMPTZ(3),
  ADD COLUMN "last_refusal" TEXT;
UPDATE "api_key" SET "first_used_at" = "last_used_at";

-- Who brought a label from elsewhere; null: the labeller gave it here. What was imported before has no labeller's id.
ALTER TABLE "judge_label" ADD COLUMN "imported_by" TEXT;
UPDATE "judge_label" SET "imported_by" = 'an earlier import' WHERE "labeller_id" IS NULL AND NOT "is_resolution";

-- What an approval was given on; null: older than this column, bound to the content alone.
ALTER TABLE "review_decision" ADD COLUMN "evidence" JSONB;

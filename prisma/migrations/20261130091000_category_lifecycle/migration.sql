-- When and in which version a way of failing was fixed, and where it came back.
ALTER TABLE "failure_category" ADD COLUMN "fixed_at" TIMESTAMPTZ(3),
ADD COLUMN "fixed_in_prompt_id" UUID,
ADD COLUMN "fixed_in_version" INTEGER,
ADD COLUMN "regressed_at" TIMESTAMPTZ(3),
ADD COLUMN "regressed_in_prompt_id" UUID,
ADD COLUMN "regressed_in_version" INTEGER,
ADD COLUMN "regressed_in_run" INTEGER;
ALTER TABLE "failure_category" ADD CONSTRAINT "failure_category_fixed_in_prompt_id_fkey" FOREIGN KEY ("fixed_in_prompt_id") REFERENCES "prompt"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "failure_category" ADD CONSTRAINT "failure_category_regressed_in_prompt_id_fkey" FOREIGN KEY ("regressed_in_prompt_id") REFERENCES "prompt"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Merges and splits, with what they moved, so that a merge can be taken back.
CREATE TABLE "failure_category_move" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "from_id" UUID NOT NULL,
    "into_id" UUID NOT NULL,
    "by_id" UUID,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "failure_category_move_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "moved_result" (
    "move_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "case_row_id" UUID NOT NULL,
    "repeat" INTEGER NOT NULL,

    CONSTRAINT "moved_result_pkey" PRIMARY KEY ("move_id", "run_id", "case_row_id", "repeat")
);
CREATE TABLE "moved_trace" (
    "move_id" UUID NOT NULL,
    "trace_id" TEXT NOT NULL,

    CONSTRAINT "moved_trace_pkey" PRIMARY KEY ("move_id", "trace_id")
);
CREATE INDEX "failure_category_move_into_id_idx" ON "failure_category_move"("into_id");
CREATE INDEX "failure_category_move_from_id_idx" ON "failure_category_move"("from_id");
ALTER TABLE "failure_category_move" ADD CONSTRAINT "failure_category_move_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "failure_category"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "failure_category_move" ADD CONSTRAINT "failure_category_move_into_id_fkey" FOREIGN KEY ("into_id") REFERENCES "failure_category"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "moved_result" ADD CONSTRAINT "moved_result_move_id_fkey" FOREIGN KEY ("move_id") REFERENCES "failure_category_move"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "moved_trace" ADD CONSTRAINT "moved_trace_move_id_fkey" FOREIGN KEY ("move_id") REFERENCES "failure_category_move"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The failures of a category, of a large run_result in which few have one.
CREATE INDEX "run_result_failure_category_id_idx" ON "run_result"("failure_category_id") WHERE "failure_category_id" IS NOT NULL;
CREATE INDEX "trace_review_failure_category_id_idx" ON "trace_review"("failure_category_id") WHERE "failure_category_id" IS NOT NULL;

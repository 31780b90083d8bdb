-- CreateTable
CREATE TABLE "retried_result" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "case_row_id" UUID NOT NULL,
    "repeat" INTEGER NOT NULL,
    "error" JSONB,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retried_result_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retried_result_run_id_case_row_id_repeat_idx" ON "retried_result"("run_id", "case_row_id", "repeat");

-- AddForeignKey
ALTER TABLE "retried_result" ADD CONSTRAINT "retried_result_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "recorded" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "run_result" ADD COLUMN "human_label" TEXT,
    ADD CONSTRAINT "run_result_human_label" CHECK ("human_label" IN ('pass', 'fail'));

-- CreateTable
CREATE TABLE "recorded_output" (
    "run_id" UUID NOT NULL,
    "case_row_id" UUID NOT NULL,
    "repeat" INTEGER NOT NULL,
    "output" TEXT,
    "tool_calls" JSONB NOT NULL DEFAULT '[]',
    "latency_ms" INTEGER,
    "input_tokens" INTEGER,
    "cached_input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cost_usd" DECIMAL(18,9),
    "error" TEXT,
    "human_label" TEXT,

    CONSTRAINT "recorded_output_pkey" PRIMARY KEY ("run_id","case_row_id","repeat"),
    CONSTRAINT "recorded_output_human_label" CHECK ("human_label" IN ('pass', 'fail'))
);

-- AddForeignKey
ALTER TABLE "recorded_output" ADD CONSTRAINT "recorded_output_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recorded_output" ADD CONSTRAINT "recorded_output_case_row_id_fkey" FOREIGN KEY ("case_row_id") REFERENCES "eval_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "project" ADD COLUMN "next_experiment" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "run" ADD COLUMN "experiment_id" UUID;

-- CreateTable
CREATE TABLE "experiment" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "prompt_id" UUID NOT NULL,
    "eval_set_id" UUID NOT NULL,
    "baseline_run_id" UUID,
    "margin" DECIMAL(6,5) NOT NULL DEFAULT 0,
    "max_cost_usd" DECIMAL(18,9),
    "spent_usd" DECIMAL(18,9) NOT NULL DEFAULT 0,
    "created_by_id" UUID,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "experiment_project_id_number_key" ON "experiment"("project_id", "number");

-- CreateIndex
CREATE INDEX "experiment_prompt_id_idx" ON "experiment"("prompt_id");

-- CreateIndex
CREATE INDEX "run_experiment_id_idx" ON "run"("experiment_id");

-- AddForeignKey
ALTER TABLE "run" ADD CONSTRAINT "run_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment" ADD CONSTRAINT "experiment_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment" ADD CONSTRAINT "experiment_prompt_id_fkey" FOREIGN KEY ("prompt_id") REFERENCES "prompt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment" ADD CONSTRAINT "experiment_eval_set_id_fkey" FOREIGN KEY ("eval_set_id") REFERENCES "eval_set"("id") ON DELETE CASCADE ON UPDATE CASCADE;

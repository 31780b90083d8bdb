-- CreateIndex
CREATE INDEX "eval_case_eval_set_id_split_position_id_idx" ON "eval_case"("eval_set_id", "split", "position", "id");

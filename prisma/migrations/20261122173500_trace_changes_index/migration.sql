-- CreateIndex
CREATE INDEX "trace_updated_at_idx" ON "trace" USING BRIN ("updated_at") WITH (autosummarize = true);

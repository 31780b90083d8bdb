-- What the rows and columns of an experiment over a chain change.
ALTER TABLE "experiment" ADD COLUMN "options" JSONB;

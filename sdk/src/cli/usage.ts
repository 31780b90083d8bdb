export const USAGE = `galley eval --prompt <name> [--set <eval set>] --wait

Exit code 0: pass, 1: fail, 2: neither, or an error.

  --version <n>       a number, latest (default), or an environment: what is live there
  --set <name>        without it: what the prompt's criteria need
  --split holdout     default: development
  --baseline <n>      a version to compare with, as --version
  --margin 0.02       how much worse it may be
  --min-pass-rate 0.9
  --environment <e>   of the release (production)
  --model <provider/name>
  --repeats <n>       answers per case
  --concurrency <n>
  --max-cost <usd>    for each run
  --wait              without it: only start
  --timeout <min>     default: 30 minutes
  --leave-running     do not cancel on Ctrl-C or time-out
  --json              on stdout
  --junit <file>
  --markdown <file>   - is stdout
  --url, --api-key, --project (GALLEY_URL, GALLEY_API_KEY, GALLEY_PROJECT)
`;

// Checks an API document with Redocly's recommended rules: node openapi.lint.mjs URL
// Its last line is JSON: the problems that are errors.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve("@redocly/cli/package.json")), "bin", "cli.js");
const run = spawnSync(process.execPath, [cli, "lint", "--format=json", "--max-problems=1000", process.argv[2]], { encoding: "utf8" });
const start = run.stdout.indexOf("{");
if (start < 0) {
  throw new Error(run.stderr);
}

const { problems } = JSON.parse(run.stdout.slice(start, run.stdout.lastIndexOf("}") + 1));
const errors = problems
  .filter((problem) => problem.severity === "error")
  .map((problem) => `${problem.ruleId} at ${problem.location?.[0]?.pointer}: ${problem.message}`);
console.log(JSON.stringify({ errors }));

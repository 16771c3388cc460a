// Generates a TypeScript client from the FHIR API's document, has the compiler check a program that is written against it, and runs
// that program: node openapi.client.mjs DOCUMENT_URL BASE_URL TOKEN. Its last line is JSON: what the program saw.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const [document, base, token] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const parent = join(here, "node_modules", ".openapi-client");
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, "run-"));
try {
  writeFileSync(join(folder, "schema.ts"), astToString(await openapiTS(new URL(document))));
  writeFileSync(join(folder, "program.ts"), readFileSync(join(here, "openapi.client.ts")));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  execFileSync(
    process.execPath,
    [compiler, "--strict", "--target", "es2022", "--module", "nodenext", "--skipLibCheck", "--lib", "es2022,dom", join(folder, "program.ts")],
    { stdio: ["ignore", 2, 2] },
  );
  const { run } = await import(pathToFileURL(join(folder, "program.js")));
  console.log(JSON.stringify(await run(base, token)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

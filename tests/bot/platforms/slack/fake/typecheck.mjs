// Reads JSON lines {kind, value} from stdin and lets tsc judge them by Slack's own types. Prints the errors, if any.
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [packages] = process.argv.slice(2);
const ts = createRequire(join(packages, "x.js"))("typescript");

const KINDS = { blocks: "KnownBlock[]", modal: "ModalView", home: "HomeView" };
const lines = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const folder = await mkdtemp(join(tmpdir(), "candid-slack-types-"));
const file = join(folder, "judged.ts");
const source = [
  `import type { KnownBlock, ModalView, HomeView } from ${JSON.stringify(join(packages, "@slack", "types"))};`,
  ...lines.map(({ kind, value }, at) => `export const v${at}: ${KINDS[kind]} = ${JSON.stringify(value)};`),
];
await writeFile(file, source.join("\n"));
const program = ts.createProgram([file], {
  noEmit: true, strict: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const errors = ts.getPreEmitDiagnostics(program).map((found) => {
  const line = found.file ? found.file.getLineAndCharacterOfPosition(found.start).line : 0;
  return `${line}: ${ts.flattenDiagnosticMessageText(found.messageText, " ")}`;
});
await rm(folder, { recursive: true });
console.log(JSON.stringify(errors));

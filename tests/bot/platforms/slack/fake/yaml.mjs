// Prints a YAML file as JSON.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [packages, file] = process.argv.slice(2);
const { parse } = createRequire(join(packages, "x.js"))("yaml");
console.log(JSON.stringify(parse(await readFile(file, "utf8"))));

// Judges requests by Discord's official schema. One JSON line in: {"schema", "many", "body"}; one JSON line out:
// {"problems": [...], "unknown": [...]}. A field that the schema does not know is told apart from a broken rule.
import { createInterface } from "node:readline";
import * as schemas from "discord-api-spec/zod";
import * as z from "zod/mini";

function unknown(given, known, path) {
  if (Array.isArray(given)) return given.flatMap((each, n) => unknown(each, known?.[n], `${path}[${n}]`));
  if (given === null || typeof given !== "object") return [];
  return Object.keys(given).flatMap((name) =>
    known && name in known ? unknown(given[name], known[name], `${path}.${name}`) : [`${path}.${name}`],
  );
}

function leaves(issue, path = []) {
  const here = [...path, ...issue.path];
  if (issue.code !== "invalid_union") return [`${here.join(".")}: ${issue.code} ${issue.expected ?? ""}`.trim()];
  // Of the members of a union the one that came furthest says what is meant.
  const found = issue.errors.map((errors) => errors.flatMap((each) => leaves(each, here)));
  return found.sort((a, b) => a.length - b.length)[0] ?? [`${here.join(".")}: fits no member`];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { schema, many, body } = JSON.parse(line);
  const rule = schemas[schema];
  const judge = many ? z.array(rule) : rule;
  const said = rule ? z.safeParse(judge, body) : { success: false, error: { issues: [] } };
  const problems = said.success ? [] : said.error.issues.flatMap((issue) => leaves(issue));
  if (!rule) problems.push(`no schema called ${schema}`);
  process.stdout.write(`${JSON.stringify({ problems, unknown: said.success ? unknown(body, said.data, "") : [] })}\n`);
}

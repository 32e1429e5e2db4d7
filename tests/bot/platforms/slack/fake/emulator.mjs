// Starts the Slack service of npm `emulate` on loopback and tells its events to our shim.
// The package has no setting for an event subscription, so one is registered when the service is.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages, port, eventsUrl, seed] = process.argv.slice(2);
const dist = join(packages, "emulate", "dist");

for (const name of await readdir(dist)) {
  if (!/^dist-.*\.js$/.test(name)) continue;
  if (!(await readFile(join(dist, name), "utf8")).includes("slackPlugin")) continue;
  const { slackPlugin } = await import(pathToFileURL(join(dist, name)).href);
  const register = slackPlugin.register.bind(slackPlugin);
  slackPlugin.register = (app, store, webhooks, ...rest) => {
    register(app, store, webhooks, ...rest);
    webhooks.register({ url: eventsUrl, events: ["*"], active: true, owner: "slack" });
  };
}

const { createEmulator } = await import(pathToFileURL(join(dist, "api.js")).href);
await createEmulator({
  service: "slack",
  port: Number(port),
  baseUrl: `http://127.0.0.1:${port}`,
  seed: { slack: JSON.parse(seed) },
});
process.stdin.resume().on("end", () => process.exit());
console.log("up");

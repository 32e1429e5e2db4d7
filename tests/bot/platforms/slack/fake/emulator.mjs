// Starts the Slack service of npm `emulate` on loopback and tells its events to our shim.
// The seed is the first line of stdin (an argument may not be this long); the end of stdin is the end of this process.
// The package has no setting for an event subscription, so one is registered when the service is.
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const lines = createInterface({ input: process.stdin });
const seed = await new Promise((read) => lines.once("line", read));
const [packages, port, eventsUrl] = process.argv.slice(2);
const dist = join(packages, "emulate", "dist");

for (const name of await readdir(dist)) {
  if (!/^dist-.*\.js$/.test(name)) continue;
  if (!(await readFile(join(dist, name), "utf8")).includes("slackPlugin")) continue;
  const { getSlackStore, seedFromConfig, slackPlugin } = await import(pathToFileURL(join(dist, name)).href);
  const register = slackPlugin.register.bind(slackPlugin);
  slackPlugin.register = (app, store, webhooks, baseUrl, tokenMap) => {
    // Left alone, the package takes a token it has never seen for one of its own admin without any scope.
    app.use("*", async (c, next) => {
      const token = c.req.path.startsWith("/api/") && /^Bearer (.+)$/.exec(c.req.header("Authorization") ?? "")?.[1];
      const known = !token || tokenMap.has(token) || getSlackStore(store).tokens.findOneBy("token", token);
      return known ? next() : c.json({ ok: false, error: "invalid_auth" });
    });
    register(app, store, webhooks, baseUrl, tokenMap);
    webhooks.register({ url: eventsUrl, events: ["*"], active: true, owner: "slack" });
    app.post("/stand-in/people", async (c) => {
      seedFromConfig(store, baseUrl, await c.req.json());
      return c.text("here");
    });
    // A file that a message has shared, as tests/bot/platforms/slack/fake/sharing.py finds it: open to that chat.
    const files = store.collection("slack.files", ["file_id", "user"]);
    app.post("/stand-in/share", async (c) => {
      const { ids, channel } = await c.req.json();
      for (const file of ids.flatMap((id) => files.findOneBy("file_id", id) ?? [])) {
        files.update(file.id, { ims: [...new Set([...file.ims, channel])] });
      }
      return c.text("shared");
    });
  };
}

const { createEmulator } = await import(pathToFileURL(join(dist, "api.js")).href);
await createEmulator({
  service: "slack",
  port: Number(port),
  baseUrl: `http://127.0.0.1:${port}`,
  seed: { slack: JSON.parse(seed) },
});
lines.on("close", () => process.exit());
console.log("up");

// Wires the page together: the link to the bot, the transcript, the composer.
import { byId, h, icon } from "./dom.js";
import { forgetAll } from "./own.js";
import { Composer } from "./composer.js";
import { Link } from "./link.js";
import { Photos } from "./photos.js";
import { nobody, offerToRemember, somethingWasSaid, whoIsThis } from "./remember.js";
import { Transcript } from "./transcript.js";
import { showUnsent } from "./unsent.js";
import { speak, t } from "./words.js";

/** Changes are drawn in the order they came, also while a language is being loaded. */
let drawn = Promise.resolve();
const inTurn = (draw) => (change) => (drawn = drawn.then(() => draw(change)));

const link = new Link({
  visited: (said) => offerToRemember(said),
  welcome: (limits) => {
    photos.limits = limits;
    byId("first-example").hidden = !limits.example;
    if (limits.elsewhere) sayWhere("welcome.where_elsewhere", limits.elsewhere);
  },
  sync: inTurn(async (all) => {
    const can = transcript.ready().catch(() => false);
    await follow(all.messages.at(-1));
    if (await can) transcript.sync(all);
    else link.again();
  }),
  show: inTurn(async (change) => {
    await follow(change.message);
    transcript.show(change);
  }),
  gone: inTurn((change) => transcript.gone(change)),
  want: (wanted) => photos.want(wanted),
  state: (name) => showState(name),
  locked: (code) => showDoor(code),
  trouble: (code) => composer.trouble(code),
  forgotten: () => nobody(),
  sent: () => somethingWasSaid(),
  unsent: (event) => showUnsent(event),
});
const photos = new Photos(link, (words) => composer.notice(words), () => transcript.empty && (begin(), true));
const composer = new Composer(photos, say);
const transcript = new Transcript({
  say: async (event, words = "") => {
    if (words) transcript.mine(words);
    transcript.waiting();
    return link.say(event);
  },
  submit: (event, field, words) => {
    const offer = field ? photos.offer() : null;
    if (words || offer) transcript.mine(words, offer?.shown);
    transcript.waiting();
    return link.say({ ...event, uploads: offer?.uploads ?? [] });
  },
  bytes: (path) => link.bytes(path),
  save,
  notice: (words) => composer.notice(words),
  command: (text) => say(text, null),
  choose: () => composer.choose(),
  camera: () => composer.camera(),
  example: () => photos.limits.example,
  addExample: () => photos.addExample(),
  photoField,
  asksForPhotos: () => photos.newest(),
  grown: () => transcript.follow(),
  shots: () => transcript.shots(),
  progress,
});

/** The part of a form that takes photos. They wait in the page like all others; the form offers them. */
function photoField() {
  const tray = h("div.tray");
  const element = h("div.photofield", { role: "group", "aria-label": t("form.photos") }, tray,
    h("div.actions", {},
      h("button.plain", { type: "button", "data-key": "choose", onclick: () => composer.choose() }, icon("photo"), t("choose")),
      h("button.plain", { type: "button", "data-key": "camera", onclick: () => composer.camera() }, icon("camera"), t("welcome.camera"))));
  if (photos.limits.example) {
    element.append(h("button.link", { type: "button", "data-key": "example", onclick: () => photos.addExample() }, t("example")));
  }
  requestAnimationFrame(() => {
    photos.newest(tray);
    if (document.activeElement === document.body) tray.closest("form")?.querySelector("input")?.focus({ preventScroll: true });
  });
  return element;
}

/** A photo on the empty page begins everything. It waits here; what is said is only that somebody wants a headshot. */
function begin() {
  transcript.mine(t("command.headshot"));
  transcript.waiting();
  link.say({ kind: "text", text: "/headshot" });
}

/** Text, commands and photos of the person: shown at once, heard once. */
function say(text, offer) {
  transcript.mine(text, offer?.shown ?? null);
  transcript.waiting();
  link.say({ kind: "text", text, uploads: offer?.uploads ?? [] });
}

async function save(path, filename) {
  const blob = await link.bytes(path).catch(() => null);
  if (!blob) return false;
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: filename || `my-photo.${blob.type.split("/")[1]?.replace("jpeg", "jpg") ?? "bin"}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  return true;
}

/** The page speaks the language in which the bot speaks. */
const follow = (message) => (message ? speak(message.language) : null);

let announced = 0;
function progress(words) {
  if (Date.now() - announced < 5000) return;
  announced = Date.now();
  byId("announce").textContent = words.split("\n")[0];
}

let on = false;
function showState(name) {
  document.body.dataset.state = name;
  if (name === "on" && !on) byId("state").textContent = "";
  else byId("state").textContent = t(`state.${name}`);
  on = name === "on";
  if (on) setTimeout(() => on && (byId("state").textContent = ""), 2000);
}

/** The way in is closed: an earlier run's page, or a password is asked for. */
function showDoor(code) {
  byId("door")?.remove();
  const error = h("p.error", { role: "alert" });
  const field = h("input", { type: "password", name: "password", "aria-label": t("door.password"), autocomplete: "current-password" });
  if (code === "no_tab") { // a ticket past its time: this tab becomes somebody new
    forgetAll();
    return location.reload();
  }
  const asks = code === "password";
  const door = h("dialog.door", { id: "door", "aria-label": t("title") }, asks
    ? h("form", {}, h("label", {}, t("door.password"), field), error, h("button.primary", { type: "submit" }, t("door.enter")))
    : [h("p.title", {}, t(`door.${code}`)), h("p", {}, t(`door.${code}.fix`))]);
  door.addEventListener("cancel", (event) => event.preventDefault());
  door.addEventListener("submit", async (event) => {
    event.preventDefault();
    const refused = await link.enter(field.value);
    if (refused) error.textContent = t({ too_often: "door.often", offline: "state.lost" }[refused] ?? "door.wrong");
    else {
      door.close();
      link.connect();
    }
  });
  document.body.append(door);
  door.showModal();
}

/** The token comes in the fragment, which never leaves the browser by itself; it is traded and taken off the address. */
async function comeIn() {
  const key = new URLSearchParams(location.hash.slice(1)).get("k");
  if (!key) return;
  history.replaceState(null, "", location.pathname);
  await link.enter(key);
}

/** Where photos go, when that is not this computer alone. */
function sayWhere(key, host) {
  const where = byId("first-where");
  where.removeAttribute("data-word");
  where.textContent = t(key, { host });
}

function dress() {
  const local = ["127.0.0.1", "localhost", "[::1]"].includes(location.hostname);
  if (!local) sayWhere("welcome.where_remote", location.hostname);
  byId("start").addEventListener("click", begin);
  byId("first-choose").addEventListener("click", () => composer.choose());
  byId("first-camera").addEventListener("click", () => composer.camera());
  byId("first-camera").hidden = !navigator.mediaDevices?.getUserMedia;
  byId("first-example").addEventListener("click", () => photos.addExample());
  byId("help").addEventListener("click", () => say("/help", null));
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem("candid.theme", root.dataset.theme);
  });
}

addEventListener("hashchange", async () => {
  await comeIn();
  byId("door")?.remove();
  link.connect();
});
await Promise.all([speak(navigator.language), comeIn()]);
dress();
dispatchEvent(new Event("candid-ready")); // what was done before is done now
await whoIsThis();
link.connect();

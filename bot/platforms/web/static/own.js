// What this tab remembers for a reload: who it is, what the person said, what was pressed. It ends with the tab.
// The bot's messages are not kept here, they come from the bot; words of the person go when the message before them goes.
import { randomId } from "./dom.js";

const read = (key, otherwise) => {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? otherwise;
  } catch {
    return otherwise;
  }
};
const write = (key, value) => sessionStorage.setItem(key, JSON.stringify(value));

/** The secret, or the ticket of somebody who came back, that makes this tab one person. */
export function tabSecret() {
  if (!isSomebody()) become(randomId(32));
  return sessionStorage.getItem("candid.tab");
}
export const isSomebody = () => Boolean(sessionStorage.getItem("candid.tab"));
export const become = (secret) => sessionStorage.setItem("candid.tab", secret);

/** Whether the box "Remember me" was answered in this tab: "yes", "no", or "" while it was not. */
export const remember = () => sessionStorage.getItem("candid.remember") ?? "";
export const keepRemember = (answer) => sessionStorage.setItem("candid.remember", answer);

/** A list that outlives a reload. A browser writes what is stored to its disk within seconds, and what is taken away
 * stays there for long: so typed words are stored as the page goes, for its next load, and at no other time. */
class Kept {
  /** plain(each): whether it holds no typed words, and is stored at once. */
  constructor(key, plain) {
    this.key = key;
    this.plain = plain;
    this.keep(read(key, []));
    addEventListener("pagehide", () => write(key, this.list));
    addEventListener("pageshow", () => this.keep(this.list));
  }

  keep(list) {
    this.list = list;
    write(this.key, list.filter(this.plain));
  }
}
const waiting = new Kept("candid.queue", (body) => body.kind !== "text");
const words = new Kept("candid.said", () => false);

/** Events that wait to be sent. */
export const queued = () => waiting.list;
export const keepQueued = (bodies) => waiting.keep(bodies);

/** Said texts with the message they followed ("" for none, null while none was here yet): [{text, photos, after}]. */
export const said = () => words.list;
export const keepSaid = (list) => words.keep(list.slice(-200));

/** This tab becomes somebody new at its next load. */
export function forgetAll() {
  waiting.list = words.list = [];
  sessionStorage.clear();
}

/** What was pressed or chosen in a message: {ref: {action: true}} */
export function pressed(ref) {
  return read("candid.pressed", {})[ref] ?? {};
}
export function keepPressed(ref, state) {
  write("candid.pressed", { ...read("candid.pressed", {}), [ref]: state });
}
/** This was not sent after all: nothing shows it as pressed any more. */
export function unpress(action) {
  const kept = Object.entries(read("candid.pressed", {})).map(([ref, { [action]: _gone, ...rest }]) => [ref, rest]);
  write("candid.pressed", Object.fromEntries(kept));
}
export function forget(ref) {
  const { [ref]: _gone, ...rest } = read("candid.pressed", {});
  write("candid.pressed", rest);
}
export const talking = (yes) =>
  yes ? sessionStorage.setItem("candid.talking", "1") : sessionStorage.removeItem("candid.talking");

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

/** Events that wait to be sent: they outlive a reload. */
export const queued = () => read("candid.queue", []);
export const keepQueued = (bodies) => write("candid.queue", bodies);

// A browser writes what is stored to its disk after some seconds, and what is taken away stays there for long. So words
// are stored while the page reloads, and at no other time.
const WORDS = "candid.said";
let words = read(WORDS, []);
const takeWordsBack = () => sessionStorage.removeItem(WORDS);
takeWordsBack();
addEventListener("pagehide", () => words.length && write(WORDS, words));
addEventListener("pageshow", takeWordsBack);

/** Said texts with the message they followed ("" for none, null while none was here yet): [{text, photos, after}]. */
export const said = () => words;
export const keepSaid = (list) => (words = list.slice(-200));

/** This tab becomes somebody new at its next load. */
export function forgetAll() {
  words = [];
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

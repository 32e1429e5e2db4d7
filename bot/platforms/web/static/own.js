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

/** The secret that makes this tab one person. */
export function tabSecret() {
  let secret = sessionStorage.getItem("candid.tab");
  if (!secret) sessionStorage.setItem("candid.tab", (secret = randomId(32)));
  return secret;
}

/** Said texts with the message they followed ("" for none): [{text, photos, after}]. */
export const said = () => read("candid.said", []);
export const keepSaid = (list) => write("candid.said", list.slice(-200));

/** What was pressed or chosen in a message: {ref: {action: true}} */
export function pressed(ref) {
  return read("candid.pressed", {})[ref] ?? {};
}
export function keepPressed(ref, state) {
  write("candid.pressed", { ...read("candid.pressed", {}), [ref]: state });
}
export function forget(ref) {
  const { [ref]: _gone, ...rest } = read("candid.pressed", {});
  write("candid.pressed", rest);
}
export const talking = (yes) =>
  yes ? sessionStorage.setItem("candid.talking", "1") : sessionStorage.removeItem("candid.talking");

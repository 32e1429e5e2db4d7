// "Remember me on this browser": the box on the first page, the question to who comes back, and the end of it.
import { byId, h } from "./dom.js";
import * as own from "./own.js";
import { t } from "./words.js";

/** Before anything is shown: whom does this tab speak for? A fresh tab of a browser that remembers somebody asks. */
export async function whoIsThis() {
  if (own.isSomebody()) return;
  const said = (await ask("/visit")) ?? (await ask("/visit")); // the first answer may have taken a dead cookie away
  if (!said?.remembered) return;
  const itsMe = await question();
  const back = itsMe ? await ask("/back", { method: "POST" }) : null;
  if (back) own.become(back.tab);
  own.keepRemember(back ? "yes" : "no");
}

/** The box, while nothing is said yet; ticked in advance on this machine alone. ``said``: what a visit answers. */
export function offerToRemember(said) {
  if (!said.can_remember || byId("remember")) return;
  const box = h("input", { type: "checkbox", id: "remember" });
  box.checked = (own.remember() || (said.sharing ? "no" : "yes")) === "yes";
  own.keepRemember(box.checked ? "yes" : "no");
  box.addEventListener("change", () => {
    own.keepRemember(box.checked ? "yes" : "no");
    if (!box.checked) tell(false);
  });
  byId("welcome").append(h("label.remember", {}, box, h("span", { "data-word": "remember" }, t("remember"))));
}

let told = false;

/** Something was heard: from now on there is somebody to remember. */
export function somethingWasSaid() {
  if (told || own.remember() !== "yes") return;
  told = true;
  tell(true);
}

/** After /forget-me this browser remembers nobody. */
export function nobody() {
  own.keepRemember("no");
  tell(false);
}

const tell = (on) => ask("/remember", { method: "POST", body: JSON.stringify({ on }) });

async function ask(path, options = {}) {
  const headers = own.isSomebody() ? { "X-Candid-Tab": own.tabSecret() } : {};
  const answer = await fetch(path, { ...options, headers, cache: "no-store" }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

function question() {
  const button = (word, style) => h(`button.${style}.large`, { type: "button", value: word }, t(word));
  const dialog = h("dialog.door", { id: "back", "aria-labelledby": "back-title" },
    h("h2.title", { id: "back-title" }, t("back.title")), h("p", {}, t("back.why")),
    h("div.actions", {}, button("back.me", "primary"), button("back.other", "plain")));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((answered) => dialog.addEventListener("click", ({ target }) => {
    if (!target.value) return;
    dialog.remove();
    answered(target.value === "back.me");
  }));
}

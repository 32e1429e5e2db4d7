// What could not be sent is shown as not sent: its mark goes, its words say so.
import { h } from "./dom.js";
import * as own from "./own.js";
import { t } from "./words.js";

export function showUnsent({ action, text }) {
  if (action) {
    own.unpress(action);
    for (const pressed of document.querySelectorAll(`[data-key="${CSS.escape(action)}"][aria-pressed=true]`)) {
      pressed.removeAttribute("aria-pressed");
      pressed.querySelector("svg")?.remove();
    }
    const field = document.querySelector(`form [name*="${CSS.escape(action)}"]`);
    field?.form.dispatchEvent(new Event("input", { bubbles: true })); // the form can be sent again
  }
  const bubbles = [...document.querySelectorAll(".mine .bubble")];
  const mine = text ? bubbles.findLast((each) => each.querySelector("p")?.textContent === text) : bubbles.at(-1);
  mine?.append(h("small.unsent", { role: "status" }, t("unsent")));
}

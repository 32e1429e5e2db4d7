// The command menu: opened by "/" or its button, moved through with the arrow keys, picked with Enter.
import { COMMANDS } from "./command-names.js";
import { byId, h } from "./dom.js";
import { has, t } from "./words.js";

export { COMMANDS };

export class Commands {
  constructor(pick) {
    this.pick = pick;
    this.menu = byId("menu");
    this.say = byId("say");
    this.at = 0;
    byId("commands").addEventListener("click", () => (this.open() ? this.close() : this.begin()));
    this.say.addEventListener("input", () => this.follow());
    this.say.addEventListener("blur", () => setTimeout(() => this.close(), 150));
  }

  open() {
    return !this.menu.hidden;
  }

  begin() {
    this.say.value = "/";
    this.say.focus();
    this.follow();
  }

  follow() {
    const typed = this.say.value;
    const found = /^\/\S*$/.test(typed) ? COMMANDS.filter((name) => name.startsWith(typed.slice(1).toLowerCase())) : [];
    if (!found.length) return this.close();
    this.menu.replaceChildren(...found.map((name, i) => {
      const option = h("li", { role: "option", id: `command-${name}`, "data-name": name },
        h("b", {}, `/${name}`), h("span", {}, has(`command.${name}`) ? t(`command.${name}`) : ""));
      option.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.choose(name);
      });
      option.addEventListener("pointermove", () => this.mark(i));
      return option;
    }));
    this.menu.hidden = false;
    this.say.setAttribute("aria-expanded", "true");
    this.mark(0);
  }

  mark(at) {
    const options = [...this.menu.children];
    this.at = (at + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === this.at)));
    this.say.setAttribute("aria-activedescendant", options[this.at].id);
    options[this.at].scrollIntoView({ block: "nearest" });
  }

  close() {
    this.menu.hidden = true;
    this.say.setAttribute("aria-expanded", "false");
    this.say.removeAttribute("aria-activedescendant");
  }

  choose(name) {
    this.close();
    this.say.value = "";
    this.pick(`/${name}`);
  }

  /** True when the key was for the menu. */
  key(event) {
    if (!this.open()) return false;
    if (event.key === "ArrowDown") this.mark(this.at + 1);
    else if (event.key === "ArrowUp") this.mark(this.at - 1);
    else if (event.key === "Enter") this.choose(this.menu.children[this.at].dataset.name);
    else if (event.key === "Tab") this.say.value = `/${this.menu.children[this.at].dataset.name} `;
    else if (event.key === "Escape") this.close();
    else return false;
    if (event.key === "Tab") this.close();
    event.preventDefault();
    return true;
  }
}

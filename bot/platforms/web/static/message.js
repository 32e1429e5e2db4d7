// One message of the bot. A change redraws only the parts that changed, so focus, pictures and ticks stay.
import { h, icon } from "./dom.js";
import { COMMANDS } from "./commands.js";
import { drawForm } from "./form.js";
import { drawKept } from "./kept.js";
import { drawPicture, Sight } from "./picture.js";
import * as own from "./own.js";
import { language, t } from "./words.js";

const EMOJI = { approve: "👍", reject: "👎", erase: "🗑" };
const VOTES = Object.keys(EMOJI);

export class Message {
  constructor(message, actions) {
    this.actions = actions;
    this.parts = {};
    this.bubble = h("div.bubble");
    this.element = h("article.message.bot", { "data-ref": message.ref, tabindex: "-1" },
      h("h2.unseen", {}, t("bot")), this.bubble);
    this.update(message);
  }

  update(message) {
    this.message = message;
    this.element.lang = message.language;
    this.element.dir = message.dir;
    this.element.dataset.subject = message.subject;
    // Progress changes many times a minute: it is announced by itself, not word by word.
    if (message.bar !== null) this.element.setAttribute("aria-live", "off");
    else this.element.removeAttribute("aria-live");
    this.see(message.picture);
    this.part("text", message.text, () => drawText(message.text, this.actions.command));
    this.part("more", message.more, () => h("details.more", {}, h("summary", {}, t("more")), drawText(message.more, this.actions.command)));
    this.tiled = message.form?.selects.some((select) => select.cells.length) ?? false;
    const shown = message.copies.length ? [message.picture, message.copies] : message.picture;
    this.part("picture", this.tiled ? null : shown, () => (message.copies.length ? drawKept(this) : drawPicture(this)));
    this.bar(message.bar);
    this.part("files", message.files, () => this.files(message.files));
    this.part("form", message.form, () => drawForm(message.form, this));
    this.part("drop", message.wants_photos, () => this.dropzone());
    this.part("buttons", message.buttons, () => this.buttons(message.buttons));
  }

  /** The message's picture, fetched anew only when it is another one. */
  see(picture) {
    if (JSON.stringify(this.sight?.picture ?? null) === JSON.stringify(picture)) return;
    this.sight?.release();
    this.sight = picture ? new Sight(picture, this.actions) : null;
  }

  /** Redraws one part if what it shows has changed; keeps the focus on the same control. */
  part(name, value, draw) {
    const known = JSON.stringify(value ?? null);
    if (this.parts[name]?.known === known) return;
    const empty = !value || (Array.isArray(value) && !value.length);
    const focused = this.parts[name]?.element?.contains(document.activeElement) && document.activeElement.dataset.key;
    const element = empty ? h("span", { hidden: true }) : draw();
    if (this.parts[name]) this.parts[name].element.replaceWith(element);
    else this.bubble.append(element);
    this.parts[name] = { known, element };
    if (focused) (element.querySelector(`[data-key="${CSS.escape(focused)}"]`) ?? this.element).focus({ preventScroll: true });
  }

  bar(share) {
    if (share === null) return this.part("bar", null);
    if (!this.progress) {
      this.progress = h("div.bar", { role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, h("i"));
    }
    this.part("bar", true, () => this.progress);
    this.share = Math.max(this.share ?? 0, share); // a worker that begins again does not take away what was seen
    const percent = Math.round(this.share * 100);
    this.progress.setAttribute("aria-valuenow", percent);
    this.progress.setAttribute("aria-label", this.message.text.split("\n")[0]);
    this.progress.firstChild.style.inlineSize = `${percent}%`;
    this.actions.progress(this.message.text);
  }

  buttons(list) {
    const state = own.pressed(this.message.ref);
    const draw = ({ action, label, style }) => {
      const button = h(`button.${style}`, { type: "button", "data-key": action, "aria-pressed": state[action] ? "true" : null },
        label);
      button.addEventListener("click", () => this.press(button, action, label));
      return button;
    };
    return h("div.actions", {}, list.map(draw));
  }

  /** The latest button pressed stays marked. */
  press(button, action, label) {
    for (const other of button.parentElement.querySelectorAll("[aria-pressed]")) {
      other.removeAttribute("aria-pressed");
    }
    button.setAttribute("aria-pressed", "true");
    const forms = Object.entries(own.pressed(this.message.ref)).filter(([, state]) => state !== true);
    own.keepPressed(this.message.ref, { ...Object.fromEntries(forms), [action]: true });
    this.actions.say({ kind: "press", action }, label);
  }

  /** A file can be saved; an HTML one also opens in a new tab. */
  files(list) {
    const named = (file, more) => [icon("file"),
      h("span", {}, h("b", {}, file.filename), h("small", {}, [size(file.bytes), ...more].join(" · ")))];
    const draw = (file) => {
      const kept = file.opens ? { "aria-label": `${t("save")}: ${file.filename}` } : {};
      const button = h("button.file", { type: "button", "data-key": file.id, ...kept }, file.opens ? null : named(file, []),
        icon("save"));
      button.addEventListener("click", async () => {
        if (!(await this.actions.save(`/files/${file.id}`, file.filename))) this.actions.notice(t("file.gone"));
      });
      if (!file.opens) return button;
      return h("div.opens", {}, h("a.file", { href: `/documents/${file.id}`, target: "_blank", rel: "noopener noreferrer",
        "data-key": `open:${file.id}` }, named(file, [t("file.tab")])), button);
    };
    return h("div.files", {}, list.map(draw));
  }

  dropzone() {
    this.actions.asksForPhotos();
    return h("div.dropzone", {},
      h(`button.${this.message.form ? "plain" : "primary"}`, { type: "button", "data-key": "choose", onclick: () => this.actions.choose() }, icon("photo"), t("choose")),
      h("button.plain", { type: "button", "data-key": "camera", onclick: () => this.actions.camera() }, icon("camera"), t("welcome.camera")),
      h("p.hint", {}, t("choose.hint")),
      this.actions.example() ? h("button.link", { type: "button", "data-key": "example", onclick: () => this.actions.addExample() }, t("example")) : null);
  }

  /** Lets go of what the message held in memory. */
  end() {
    this.sight?.release();
  }
}

const isNumbered = (line) => /^\d+\.\s/.test(line);

/** Paragraphs and lists; web addresses become links, commands can be tapped. Nothing else is markup. */
function drawText(text, command) {
  const box = h("div.text");
  for (const paragraph of text.split(/\n\s*\n/)) {
    const all = paragraph.split("\n").filter((line) => line.trim());
    const titled = !all.some(isNumbered) && (all.length > 2 || (all.length > 1 && all[0].endsWith(":")));
    const block = titled ? h("div.block") : box;
    let list = null;
    for (const line of all) {
      const item = line.match(/^\s*[-•]\s+(.*)$/);
      if (!item) list = null;
      else if (!list) block.append((list = h("ul")));
      if (item) list.append(h("li", {}, linked(item[1], command)));
      else block.append(h("p", {}, linked(line, command)));
    }
    if (block !== box) box.append(block);
  }
  return box;
}

function linked(line, command) {
  return line.split(/([👍👎🗑]\ufe0f?|https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]|(?<=^|[\s(“"])\/[a-z]+(?:-[a-z]+)*)/u).map((piece, i) => {
    if (i % 2 === 0) return piece;
    const vote = VOTES.find((each) => EMOJI[each] === piece.replace("\ufe0f", ""));
    if (vote) return h("span", { role: "img", "aria-label": piece }, icon(vote));
    if (!piece.startsWith("/")) return h("a", { href: piece, target: "_blank", rel: "noopener noreferrer" }, piece);
    return COMMANDS.includes(piece.slice(1)) ? h("button.link", { type: "button", "data-key": piece, onclick: () => command(piece) }, piece) : piece;
  });
}

/** In the reader's language and order of words; its digits are those of the bot's texts. */
function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [Math.max(1, Math.round(bytes / 1e3)), "kilobyte"] : [bytes / 1e6, "megabyte"];
  const shape = { style: "unit", unit, maximumFractionDigits: 1, numberingSystem: "latn" };
  return new Intl.NumberFormat(language() || undefined, shape).format(value);
}

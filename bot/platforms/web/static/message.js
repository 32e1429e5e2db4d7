// One message of the bot. A change redraws only the parts that changed, so focus, pictures and ticks stay.
import { h, icon } from "./dom.js";
import { COMMANDS } from "./commands.js";
import { drawForm } from "./form.js";
import { drawPicture } from "./picture.js";
import * as own from "./own.js";
import { t } from "./words.js";

const EMOJI = { approve: "👍", reject: "👎", erase: "🗑" };
const VOTES = Object.keys(EMOJI);
const A_VOTE = /^vote\.(approve|reject|erase|undo):(.+)$/;

export class Message {
  constructor(message, actions) {
    this.actions = actions;
    this.parts = {};
    this.ending = [];
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
    const [text, list] = message.picture ? apart(message) : [message.text, []];
    this.part("text", text, () => drawText(text, this.actions.command));
    this.part("picture", message.picture, () => drawPicture(message.picture, this));
    this.part("list", list, () => message.reactions.length ? lines("ul.details", list) : drawLooks(list));
    this.bar(message.bar);
    this.part("files", message.files, () => this.files(message.files));
    this.part("form", message.form, () => drawForm(message.form, this));
    this.part("drop", message.wants_photos, () => this.dropzone());
    this.part("buttons", message.buttons, () => this.buttons(message.buttons));
    this.part("reactions", message.reactions, () => this.reactions(message.reactions));
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
    if (focused) (element.querySelector(`[data-key="${CSS.escape(focused)}"]`) ?? this.element).focus();
  }

  bar(share) {
    if (share === null) return this.part("bar", null);
    if (!this.progress) {
      this.progress = h("div.bar", { role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 }, h("i"));
    }
    this.part("bar", true, () => this.progress);
    const percent = Math.round(share * 100);
    this.progress.setAttribute("aria-valuenow", percent);
    this.progress.setAttribute("aria-label", this.message.text.split("\n")[0]);
    this.progress.firstChild.style.inlineSize = `${percent}%`;
    this.actions.progress(this.message.text);
  }

  buttons(list) {
    const state = own.pressed(this.message.ref);
    const draw = ({ action, label, style }) => {
      const button = h(`button.${style}`, { type: "button", "data-key": action, "aria-pressed": state[action] ? "true" : null },
        state[action] ? icon("check") : null, label);
      button.addEventListener("click", () => this.press(button, action, label));
      return button;
    };
    return h("div.actions", {}, list.map(draw));
  }

  press(button, action, label) {
    const [, vote, subject] = action.match(A_VOTE) ?? [];
    if (!vote || subject !== this.message.subject) this.settle(button, action);
    if (vote) this.actions.voted(subject, vote);
    this.actions.say({ kind: "press", action }, label);
  }

  /** Of the buttons that are no vote, the latest one stays marked. */
  settle(button, action) {
    for (const other of button.parentElement.querySelectorAll("[aria-pressed]")) {
      if (this.message.subject && A_VOTE.test(other.dataset.key)) continue;
      other.removeAttribute("aria-pressed");
      other.querySelector("svg")?.remove();
    }
    button.setAttribute("aria-pressed", "true");
    button.prepend(icon("check"));
    own.keepPressed(this.message.ref, { ...this.votes(), [action]: true });
  }

  votes() {
    const state = Object.entries(own.pressed(this.message.ref));
    return this.message.subject ? Object.fromEntries(state.filter(([name]) => isVote(name))) : {};
  }

  /** A vote shows wherever this picture offers it, wherever it was given; "undo" takes it back. */
  mark(vote) {
    const { ref, subject } = this.message;
    const others = Object.entries(own.pressed(ref)).filter(([name]) => !isVote(name));
    const given = VOTES.includes(vote) ? { [vote]: true, [`vote.${vote}:${subject}`]: true } : {};
    own.keepPressed(ref, { ...Object.fromEntries(others), ...given });
    for (const name of ["buttons", "reactions"]) {
      this.parts[name].known = "";
      this.part(name, this.message[name], () => this[name](this.message[name]));
    }
  }

  reactions(list) {
    const state = own.pressed(this.message.ref);
    const row = h("div.reactions");
    for (const vote of list) {
      const pill = h("button.reaction", { type: "button", "data-key": vote, "data-vote": vote, "aria-pressed": String(Boolean(state[vote])),
        "aria-label": t(`vote.${vote}`), title: t(`vote.${vote}`) }, icon(vote));
      pill.addEventListener("click", () => this.react(pill, vote));
      row.append(pill);
    }
    return row;
  }

  /** One reaction at a time, as the last vote counts; a second tap takes it back. */
  react(pill, vote) {
    const added = pill.getAttribute("aria-pressed") !== "true";
    this.mark(added ? vote : "undo");
    this.actions.say({ kind: "react", emoji: vote, subject: this.message.subject, added });
  }

  files(list) {
    const draw = (file) => {
      const button = h("button.file", { type: "button", "data-key": file.id }, icon("file"),
        h("span", {}, h("b", {}, file.filename), h("small", {}, size(file.bytes))), icon("save"));
      button.addEventListener("click", async () => {
        if (!(await this.actions.save(`/files/${file.id}`, file.filename))) this.actions.notice(t("file.gone"));
      });
      return button;
    };
    return h("div.files", {}, list.map(draw));
  }

  dropzone() {
    return h("div.dropzone", {},
      h(`button.${this.message.form ? "plain" : "primary"}`, { type: "button", "data-key": "choose", onclick: () => this.actions.choose() }, icon("photo"), t("choose")),
      h("button.plain", { type: "button", "data-key": "camera", onclick: () => this.actions.camera() }, icon("camera"), t("camera")),
      h("p.hint", {}, t("choose.hint")),
      this.actions.example() ? h("button.link", { type: "button", "data-key": "example", onclick: () => this.actions.addExample() }, t("example")) : null);
  }

  /** Lets go of what the message held in memory. */
  end() {
    for (const each of this.ending) each();
  }
}

const isVote = (name) => VOTES.includes(name) || A_VOTE.test(name);

/** What stands under a picture, closely set: what was done to a finished one, or the numbered looks of a contact sheet. */
function apart({ text, reactions }) {
  const all = text.split("\n").filter((line) => line.trim());
  if (reactions.length) return [all[0] ?? "", all.slice(1)];
  const numbered = all.filter(isNumbered);
  if (numbered.length < 2) return [text, []];
  return [text.split("\n").filter((line) => !numbered.includes(line)).join("\n"), numbered];
}

const isNumbered = (line) => /^\d+\.\s/.test(line);
const lines = (tag, list) => h(tag, {}, list.map((line) => h("li", {}, line)));

/** On a phone the sheet and the names beside the choice come first; what each look is like opens at a tap. */
function drawLooks(list) {
  const wide = matchMedia("(min-width: 40rem)").matches;
  return h("details.looks", { open: wide || list.length < 6 }, h("summary", {}, t("looks")), lines("ul.numbered", list));
}

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

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

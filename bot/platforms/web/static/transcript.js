// The conversation on screen: the bot's messages by reference, the person's own words between them, and scrolling.
import { byId, h } from "./dom.js";
import * as own from "./own.js";
import { t } from "./words.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
/** What the header covers, in px: as the style sheet says. */
const above = () => parseFloat(getComputedStyle(document.documentElement).scrollPaddingBlockStart);
const BY_HAND_MS = 600; // a wheel's or a finger's way goes on for so long

export class Transcript {
  constructor(actions) {
    this.actions = actions;
    this.log = byId("log");
    this.typing = byId("typing");
    this.newer = byId("newer");
    this.messages = new Map();
    this.boards = new Map(); // by what their messages have in common
    this.said = own.said();
    this.filled = false; // whether the bot's messages were here once
    this.newer.addEventListener("click", () => this.act());
    this.following = true;
    this.unread = null; // the first message, or board, since the person last did something or scrolled to the end
    this.top = 0;
    this.moved = -Infinity; // when the person last scrolled by hand
    for (const way of ["wheel", "touchmove", "keydown", "pointerdown"]) addEventListener(way, (event) => this.noticed(event), { passive: true });
    addEventListener("scroll", () => this.scrolled(), { passive: true });
  }

  /** True once what draws the bot's messages is there. It is no part of the first view: it comes when the bot can be heard. */
  async ready() {
    const [{ Message }, { Board, Shot }] = await Promise.all([
      import("./message.js"), import("./board.js"), import("./form.js"), import("./kept.js"), import("./looks.js"), import("./picture.js"),
    ]);
    return (this.kinds = { Message, Board, Shot });
  }

  /** All that stands, after a reload or a lost connection; only what changed is drawn again. */
  sync({ standing, messages }) {
    const fresh = this.messages.size === 0;
    this.log.setAttribute("aria-live", "off");
    for (const ref of [...this.messages.keys()]) if (!standing.includes(ref)) this.gone({ ref });
    for (const message of messages) this.show({ message });
    if (fresh) this.restore(standing);
    this.welcome();
    if (fresh && standing.length) {
      this.unread = null;
      this.follow(true);
    }
    requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  show({ message }) {
    if (!this.kinds) return; // the next sync tells it again
    const known = this.messages.get(message.ref);
    if (known) {
      known.update(message);
    } else {
      const made = this.place(message);
      this.messages.set(message.ref, made);
      // One's own face in the looks is what was waited for: it is not left below the fold by what was said on the way.
      if (!this.unread?.isConnected || made.tiled) this.unread = made.element.closest("#log > *");
      this.typing.hidden = true;
      this.welcome();
    }
    this.follow();
  }

  /** Messages of one wish for pictures stand together on a board; any other comes at the end. */
  place(message) {
    const { Message, Board, Shot } = this.kinds;
    if (!message.group) {
      const made = new Message(message, this.actions);
      this.log.append(made.element);
      return made;
    }
    let board = this.boards.get(message.group);
    if (!board) {
      this.boards.set(message.group, (board = new Board(this.actions)));
      this.log.append(board.element);
    }
    const made = message.picture && message.subject ? new Shot(message, this.actions, board) : new Message(message, this.actions);
    board.add(made);
    this.offer();
    return made;
  }

  /** The pictures of all boards, in their order. */
  shots() {
    return [...this.boards.values()].flatMap((board) => board.shots);
  }

  offer() {
    for (const board of this.boards.values()) board.offer();
  }

  takeAway(made) {
    const board = this.boards.get(made.message.group);
    if (!board) return made.element.remove();
    board.remove(made);
    if (board.empty) {
      board.element.remove();
      this.boards.delete(made.message.group);
    }
    return this.offer();
  }

  gone({ ref }) {
    const message = this.messages.get(ref);
    if (!message) return;
    const held = message.element.contains(document.activeElement);
    this.takeAway(message);
    message.end();
    this.messages.delete(ref);
    own.forget(ref);
    this.said = this.said.filter((each) => each.after !== ref || (this.bubble(each)?.remove(), false));
    if (!this.messages.size) this.dropOpening();
    own.keepSaid(this.said);
    if (held) byId("say").focus();
  }

  /** The person's own words, or their photos. Returns the bubble. */
  mine(text, photos = null) {
    const each = { id: crypto.randomUUID?.() ?? String(Math.random()), text, photos: photos ? photos.count : 0, after: this.filled ? this.last() : null };
    this.said.push(each);
    own.keepSaid(this.said);
    own.talking(true);
    const bubble = this.draw(each, photos?.element);
    this.log.append(bubble);
    this.welcome();
    this.act(true);
    return bubble;
  }

  waiting() {
    this.typing.hidden = false;
    clearTimeout(this.patience);
    this.patience = setTimeout(() => (this.typing.hidden = true), 8000);
    this.act(true);
  }

  /** The person did something: what comes now is new, and they want to see it; ``at_once`` where they wait for it. */
  act(at_once = false) {
    this.unread = null;
    this.following = true;
    this.top = scrollY; // what the browser has scrolled so far was before this
    this.follow(at_once);
  }

  /** The page also scrolls up by itself, when a form that was sent grows shorter: that is nobody who wants to look back. */
  noticed({ type, key, target }) {
    const scrolls = type === "keydown" ? ["ArrowUp", "PageUp", "Home", " "].includes(key)
      : type !== "pointerdown" || target === document.documentElement; // there a press is on the scroll bar
    if (scrolls) this.moved = performance.now();
  }

  scrolled() {
    const byHand = performance.now() - this.moved < BY_HAND_MS;
    const up = scrollY < this.top - 2 && byHand;
    this.top = scrollY;
    if (this.atEnd()) {
      this.following = true;
      if (byHand) this.unread = null; // what came has been read; a page that followed by itself says nothing of that
      this.newer.hidden = true;
    } else if (up) {
      this.following = false;
    }
  }

  atEnd() {
    const page = document.documentElement;
    return page.scrollHeight - page.clientHeight - page.scrollTop < 60;
  }

  /** To the end, but never past the start of what is new: it is read from its first line. */
  follow(at_once = false) {
    requestAnimationFrame(() => {
      if (this.following) {
        const end = document.documentElement.scrollHeight - innerHeight;
        const start = this.unread?.isConnected ? this.unread.getBoundingClientRect().top + scrollY - above() : end;
        const behavior = at_once || calm.matches ? "instant" : "smooth";
        if (Math.min(start, end) > scrollY) scrollTo({ top: Math.min(start, end), behavior });
        this.newer.hidden = end - Math.min(start, end) < 60;
      } else if (this.unread) {
        this.newer.hidden = false;
      }
    });
  }

  last() {
    return [...this.messages.keys()].at(-1) ?? "";
  }

  bubble(each) {
    return this.log.querySelector(`[data-said="${CSS.escape(each.id)}"]`);
  }

  draw(each, photos = null) {
    const shots = each.photos && !photos ? h("p.lost", {}, Array.from({ length: each.photos }, (_, i) => t("photo", { n: i + 1 })).join(", ")) : photos;
    return h("article.message.mine", { "data-said": each.id }, h("h2.unseen", {}, t("you")),
      h("div.bubble", {}, each.text ? h("p", {}, each.text) : null, shots));
  }

  /** Puts the person's words back behind the messages they followed. What was said before the bot's messages were here
   * is drawn already: it stays one bubble, and comes last. */
  restore(standing) {
    for (const each of this.said) each.after ??= standing.at(-1) ?? "";
    this.said = this.said.filter((each) => each.after === "" || standing.includes(each.after));
    for (const each of this.said) {
      const bubble = this.bubble(each) ?? this.draw(each);
      const anchor = each.after ? this.messages.get(each.after).element.closest("#log > *") : null;
      let next = anchor ? anchor.nextSibling : this.log.firstChild;
      while (next?.dataset?.said) next = next.nextSibling;
      this.log.insertBefore(bubble, next);
    }
    if (!standing.length && this.said.length) this.waiting();
    own.keepSaid(this.said);
    this.filled = true;
  }

  dropOpening() {
    for (const each of this.said) this.bubble(each)?.remove();
    this.said = [];
  }

  get empty() {
    return this.messages.size + this.said.length === 0;
  }

  welcome() {
    const talking = !this.empty;
    byId("welcome").hidden = talking;
    own.talking(talking);
    delete document.documentElement.dataset.talking;
  }
}

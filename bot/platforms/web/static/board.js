// The pictures of one wish side by side: how far they are, then each with its votes, and a way to look at them all.
import { h, icon } from "./dom.js";
import { drawFrame, openViewer, Sight } from "./picture.js";
import { t } from "./words.js";

const A_VOTE = /^vote\.(approve|reject|erase):/;

/** One picture of a board. It shows the vote that the bot says stands; a press is marked at once, until then. */
export class Shot {
  constructor(message, actions, board) {
    this.actions = actions;
    this.board = board;
    this.element = h("article.shotcard.bot", { "data-ref": message.ref, tabindex: "-1" });
    this.update(message);
  }

  update(message) {
    const known = this.message;
    this.message = message;
    this.element.lang = message.language;
    this.element.dir = message.dir;
    this.element.dataset.subject = message.subject;
    const focused = this.element.contains(document.activeElement) ? document.activeElement.dataset.key : "";
    if (JSON.stringify(known?.picture) !== JSON.stringify(message.picture)) this.drawPicture();
    this.element.replaceChildren(...this.parts());
    if (focused) (this.element.querySelector(`[data-key="${CSS.escape(focused)}"]`) ?? this.element).focus({ preventScroll: true });
  }

  drawPicture() {
    this.sight?.release();
    this.sight = new Sight(this.message.picture, this.actions);
    this.frame = drawFrame(this.sight, () => this.board.look(this, "look"), this.actions);
  }

  parts() {
    const [head, ...lines] = this.message.text.split("\n").filter((line) => line.trim());
    const rest = this.message.buttons.filter(({ action }) => !A_VOTE.test(action));
    this.element.dataset.vote = this.message.vote;
    return [
      h("h3", {}, head),
      h("figure", {}, this.frame, h("figcaption", {}, this.message.picture.caption)),
      this.votes(),
      h("details.more", { open: this.element.querySelector("details")?.open }, h("summary", {}, t("picture.more")),
        h("ul.details", {}, lines.map((line) => h("li", {}, line))),
        h("div.actions", {}, this.message.picture.before
          ? h("button.plain.small", { type: "button", "data-key": "compare", onclick: () => this.board.look(this, "compare") }, icon("compare"), t("compare")) : null,
        rest.map(({ action, label }) => h("button.plain.small", { type: "button", "data-key": action, onclick: () => this.say(action, label) }, label)))),
    ];
  }

  /** The three answers to a picture: the first in words, the others as signs with a name. */
  votes() {
    const given = this.message.buttons.filter(({ action }) => A_VOTE.test(action));
    return h("div.votes", {}, given.map(({ action, label }) => {
      const [, vote] = action.match(A_VOTE);
      const pressed = this.message.vote === vote;
      const words = vote === "approve" ? label : null;
      return h(`button.plain.small.${vote}`, { type: "button", "data-key": action, "data-vote": vote, "aria-pressed": String(pressed),
        "aria-label": label, title: words ? null : label, onclick: () => this.say(action, label, vote) },
      icon(pressed ? "check" : vote), words);
    }));
  }

  say(action, label, vote = "") {
    if (vote) this.update({ ...this.message, vote });
    this.actions.say({ kind: "press", action }, label);
  }

  end() {
    this.sight.release();
  }
}

export class Board {
  constructor(actions) {
    this.actions = actions;
    this.shots = [];
    this.expected = 0;
    this.head = h("div.boardhead");
    this.grid = h("div.grid");
    this.foot = h("div.boardfoot");
    this.tools = h("div.tools", { hidden: true },
      h("button.plain.small", { type: "button", "data-key": "side", onclick: () => this.look(this.shots[0], "side") }, icon("side"), t("side")));
    this.element = h("section.board", { "aria-label": t("board") }, this.head, this.grid, this.tools, this.foot);
  }

  /** Takes a message in; ``view``: its drawn form. */
  add(view) {
    if (view instanceof Shot) this.shots.push(view);
    else (view.message.slot ? this.head : this.foot).append(view.element);
    this.expects(view.message.expects);
    this.arrange();
  }

  expects(count) {
    this.expected = Math.max(this.expected, count);
  }

  remove(view) {
    this.shots = this.shots.filter((each) => each !== view);
    if (view.message.expects) this.expected = 0; // its making is over: nothing more is waited for
    view.element.remove();
    this.arrange();
  }

  /** Pictures, and a free place for each that is still to come. */
  arrange() {
    const free = Math.max(0, this.expected - this.shots.length);
    for (const empty of this.grid.querySelectorAll(".place")) empty.remove();
    for (const shot of this.shots) if (!shot.element.isConnected) this.grid.append(shot.element);
    for (let i = 0; i < free; i++) this.grid.append(h("div.place", { "aria-hidden": "true" }));
    this.grid.dataset.count = this.grid.childElementCount;
    this.offer();
  }

  /** Two can be compared wherever they stand: also a new one with one of an earlier wish. */
  offer() {
    this.tools.hidden = !this.shots.length || this.actions.shots().length < 2;
  }

  get empty() {
    return !this.shots.length && !this.head.childElementCount && !this.foot.childElementCount;
  }

  look(shot, how) {
    const shots = this.actions.shots();
    openViewer({
      sights: shots.map((each) => each.sight), at: shots.indexOf(shot), how, notice: this.actions.notice,
      votes: (at) => shots[at]?.votes(),
    });
  }
}

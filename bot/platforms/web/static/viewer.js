// Pictures up close: fitted or at 100 %, one after the other, two side by side, and before | after with a divider that
// mouse, finger and keys can move.
import { h, icon } from "./dom.js";
import { t } from "./words.js";

/** ``how``: "look" | "compare" | "side". ``votes``: (place) -> the buttons under that picture. */
export function openViewer({ sights, at = 0, how = "look", notice, votes = () => null }) {
  new Viewer(sights, at, how, notice, votes).open();
}

class Viewer {
  constructor(sights, at, how, notice, votes) {
    Object.assign(this, { sights, at, how, notice, votes, full: false });
    this.other = at ? 0 : 1; // the second of two side by side
    this.caption = h("p");
    this.area = h("div.area", { tabindex: "0", role: "region", "aria-label": t("picture.area") });
    this.foot = h("div.foot");
    this.compare = this.toggle("compare", "compare", () => this.show(this.how === "compare" ? "look" : "compare"));
    this.side = this.toggle("side", "side", () => this.show(this.how === "side" ? "look" : "side"));
    this.zoom = this.toggle("zoom", "full", () => this.scale(!this.full));
    this.close = h("button.quiet.square", { type: "button", "aria-label": t("close"), title: t("close"), onclick: () => this.dialog.close() }, icon("close"));
    this.dialog = h("dialog.viewer", { "aria-label": t("picture.view") },
      h("div.head", {}, this.caption, this.compare, this.side, this.zoom, this.close), this.area, this.foot);
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("close", () => this.dialog.remove());
    this.dialog.addEventListener("keydown", (event) => this.key(event));
    // A vote from here is said in the conversation, so that is where the person goes on.
    this.foot.addEventListener("click", (event) => event.target.closest("[data-vote]") && this.dialog.close());
  }

  toggle(sign, word, onclick) {
    return h("button.plain.small", { type: "button", "aria-pressed": "false", title: t(word), onclick }, icon(sign), h("span", {}, t(word)));
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.show(this.how);
  }

  async show(how) {
    const sight = this.sights[this.at];
    const [now, then, other] = await Promise.all([
      sight.now(), how === "compare" ? sight.then() : null, how === "side" ? this.sights[this.other].now() : null,
    ]);
    if (!now || (how === "compare" && !then) || (how === "side" && !other)) {
      this.notice(t("picture.gone"));
      if (now && how !== "look") return this.show("look");
      return this.dialog.close();
    }
    this.how = how;
    this.caption.textContent = sight.picture.caption;
    this.compare.hidden = !sight.picture.before;
    this.side.hidden = this.sights.length < 2;
    this.zoom.hidden = how === "side";
    this.compare.setAttribute("aria-pressed", String(how === "compare"));
    this.side.setAttribute("aria-pressed", String(how === "side"));
    const stages = [stage(now, sight.picture.alt, how)];
    if (how === "side") stages.push(stage(other, this.sights[this.other].picture.alt, how));
    this.area.dataset.how = how;
    this.area.replaceChildren(...stages);
    this.slider = how === "compare" ? addDivider(stages[0], then) : null;
    this.foot.replaceChildren(...this.below());
    this.scale(this.full && how !== "side");
    (this.slider ?? this.foot.querySelector("[data-step]") ?? this.close).focus();
  }

  /** The divider, the way from picture to picture, and the votes on what is seen. */
  below() {
    const many = this.sights.length > 1;
    const step = (by, sign) => h("button.quiet.square", { type: "button", "data-step": by, "aria-label": t(by < 0 ? "previous" : "next"),
      title: t(by < 0 ? "previous" : "next"), onclick: () => this.step(by) }, icon(sign));
    const seen = this.how === "side" ? [this.at, this.other] : [this.at];
    return [
      this.slider ? h("div.slide", { dir: "ltr" }, this.slider) : null,
      h("div.steps", {}, many ? step(-1, "previous") : null,
        h("div.seen", {}, seen.map((at) => h("div", {}, many ? h("span.at", {}, t("of", { n: at + 1, all: this.sights.length })) : null, this.votes(at)))),
        many ? step(1, "next") : null),
    ].filter(Boolean);
  }

  step(by) {
    const all = this.sights.length;
    if (all < 2) return;
    if (this.how === "side") {
      do this.other = (this.other + by + all) % all; while (this.other === this.at);
    } else {
      this.at = (this.at + by + all) % all;
      this.other = this.at ? 0 : 1;
    }
    this.show(this.how).then(() => this.foot.querySelector(`[data-step="${by}"]`)?.focus());
  }

  key(event) {
    if (event.target === this.slider || (this.full && event.target === this.area)) return;
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by) this.step(document.documentElement.dir === "rtl" ? -by : by);
  }

  /** At 100 % one pixel of the picture is one pixel of the screen. */
  scale(full) {
    this.full = full;
    this.zoom.setAttribute("aria-pressed", String(full));
    this.area.classList.toggle("full", full);
    const [image] = this.area.querySelectorAll("img");
    image.decode().then(() => {
      image.parentElement.style.inlineSize = full ? `${image.naturalWidth / devicePixelRatio}px` : "";
      const { area } = this;
      if (full) area.scrollTo((area.scrollWidth - area.clientWidth) / 2, (area.scrollHeight - area.clientHeight) * 0.3);
    }).catch(() => null);
  }
}

function stage(url, alt, how) {
  const image = h("img", { src: url, alt, draggable: "false" });
  const element = h(`div.stage${how === "compare" ? ".compare" : ""}`, { dir: "ltr" }, image);
  image.decode().then(() => element.style.setProperty("--ratio", image.naturalWidth / image.naturalHeight)).catch(() => null);
  return element;
}

function addDivider(stage, before) {
  const slider = h("input", { type: "range", min: 0, max: 100, value: 50, "aria-label": t("divider") });
  stage.append(h("img.before", { src: before, alt: "", draggable: "false" }), h("i.divider"),
    h("span.side.left", {}, t("before")), h("span.side.right", {}, t("after")));
  const set = (percent) => {
    slider.value = String(percent);
    stage.style.setProperty("--split", `${slider.value}%`);
    slider.setAttribute("aria-valuetext", t("divider.value", { n: slider.value }));
  };
  slider.addEventListener("input", () => set(slider.value));
  const drag = (event) => {
    const box = stage.getBoundingClientRect();
    set(Math.min(100, Math.max(0, ((event.clientX - box.left) / box.width) * 100)));
  };
  stage.addEventListener("pointerdown", (event) => {
    stage.setPointerCapture(event.pointerId);
    drag(event);
  });
  stage.addEventListener("pointermove", (event) => stage.hasPointerCapture(event.pointerId) && drag(event));
  set(50);
  return slider;
}

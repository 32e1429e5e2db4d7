// Photos that are offered but stay in this page: the tray, and handing one over when the bot asks for it.
import { byId, h, icon, randomId } from "./dom.js";
import { t } from "./words.js";

export class Photos {
  /** ``first``: called when a photo came; true when that began the conversation. */
  constructor(link, notice, first) {
    this.first = first;
    this.link = link;
    this.notice = notice;
    this.limits = { max_bytes: 25 * 1024 * 1024, max_photos: 8, example: false };
    this.tray = byId("tray");
    this.picked = [];
    this.offered = new Map();
  }

  /** True when a photo began the conversation. ``example``: it is the public portrait, and the page says so. */
  add(files, example = false) {
    for (const file of files) {
      if (!file.type.startsWith("image/") && !/\.hei[cf]$/i.test(file.name)) {
        this.notice(t("not_a_picture"));
      } else if (file.size > this.limits.max_bytes) {
        this.notice(t("too_big", { mb: Math.floor(this.limits.max_bytes / 1048576) }));
      } else if (this.picked.length >= this.limits.max_photos) {
        this.notice(t("too_many", { n: this.limits.max_photos }));
      } else {
        this.picked.push({ file, example, url: URL.createObjectURL(file) });
      }
    }
    this.draw();
    return this.picked.length > 0 && this.first();
  }

  remove(photo) {
    URL.revokeObjectURL(photo.url);
    this.picked = this.picked.filter((each) => each !== photo);
    this.draw();
    if (!this.place?.isConnected) byId(this.picked.length ? "send" : "say").focus();
    else (this.place.querySelector("button") ?? this.place.closest("form").querySelector("button")).focus();
  }

  /**
   * The newest message that asks for photos has come: it gets them, in its form if it has one (``element``), else above
   * the message box. What was offered to an older one and never asked for comes back to it.
   */
  newest(element = null) {
    this.place?.replaceChildren();
    this.place = element;
    this.takeBack();
    this.draw();
  }

  takeBack() {
    for (const [ref, photo] of this.offered) {
      if (!photo.file || photo.asked) continue;
      this.offered.delete(ref);
      photo.status.textContent = t("photo.back");
      this.picked.push({ file: photo.file, example: photo.example, url: URL.createObjectURL(photo.file) });
    }
  }

  draw() {
    document.body.toggleAttribute("data-example", this.picked.some((photo) => photo.example)); // then it is offered nowhere
    const inForm = this.place?.isConnected;
    const here = inForm ? this.place : this.tray;
    const other = inForm ? this.tray : this.place;
    if (inForm) this.place.closest(".photofield").dataset.holds = this.picked.length;
    this.tray.hidden = inForm || !this.picked.length;
    other?.replaceChildren();
    if (!this.picked.length) return here.replaceChildren();
    here.replaceChildren(
      h("ul", {}, this.picked.map((photo, i) => h("li", {}, thumb(photo.url, t("photo", { n: i + 1 })),
        h("button.remove", { type: "button", "aria-label": t("photo.remove", { n: i + 1 }), onclick: () => this.remove(photo) }, icon("close"))))),
      h("p.hint", {}, this.picked.some((photo) => photo.example) ? h("strong", {}, t("example.not_you"), " ") : null, t("tray")));
  }

  /** Takes the picked photos out of the tray as an offer: {uploads, shown: {element, count}}, or null without any. */
  offer() {
    if (!this.picked.length) return null;
    const uploads = this.picked.map((photo) => {
      const ref = randomId();
      const status = h("small", { role: "status" }, t("photo.here"));
      this.offered.set(ref, { file: photo.file, example: photo.example, status });
      return { ref, size: photo.file.size, photo, status };
    });
    const element = h("ul.shots", {}, uploads.map(({ photo, status }, i) => h("li", {}, thumb(photo.url, t("photo", { n: i + 1 })), notYou(photo), status)));
    this.picked = [];
    this.draw();
    this.place = null;
    return { uploads: uploads.map(({ ref, size }) => ({ ref, size })), shown: { element, count: uploads.length } };
  }

  /** The bot asks for one photo. It has consent, or it would not ask. */
  async want({ ref }) {
    const photo = this.offered.get(ref);
    if (!photo?.file) return this.link.hand(ref, null);
    photo.asked = true;
    photo.status.textContent = t("photo.going");
    const given = await this.link.hand(ref, photo.file);
    photo.status.textContent = t(given ? "photo.given" : "photo.here");
    if (given) photo.file = null;
  }

  async addExample() {
    const blob = await this.link.bytes("/example");
    if (!blob) return;
    const offered = document.activeElement.matches('[data-key="example"]') && document.activeElement;
    this.add([new File([blob], "example.jpg", { type: blob.type })], true);
    if (offered && !offered.checkVisibility()) (this.place?.isConnected ? this.place.querySelector("button") : byId("send")).focus();
  }
}

const notYou = (photo) => (photo.example ? h("small", {}, t("example.not_you")) : null);

function thumb(url, alt) {
  const image = h("img", { src: url, alt });
  // Some browsers cannot show HEIC; the bot can read it all the same.
  image.addEventListener("error", () => image.replaceWith(h("span.nothumb", { role: "img", "aria-label": alt }, icon("photo"))));
  return image;
}

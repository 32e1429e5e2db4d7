// Pictures of a message: fetched with this tab's secret, shown with their caption, let go when the message goes.
import { h, icon } from "./dom.js";
import { t } from "./words.js";

/** A picture and what it is compared with, each fetched once and only when it is looked at. */
export class Sight {
  constructor(picture, actions) {
    this.picture = picture;
    this.actions = actions;
  }

  now() {
    return (this.made ??= load(this.picture.id, this.actions));
  }

  then() {
    return (this.taken ??= this.picture.before ? load(this.picture.before, this.actions) : Promise.resolve(null));
  }

  release() {
    for (const each of [this.made, this.taken]) each?.then((url) => url && URL.revokeObjectURL(url));
  }
}

/** The view up close is loaded when somebody first looks closer. */
export const openViewer = async (wish) => (await import("./viewer.js")).openViewer(wish);

/** One picture in a message of its own. */
export function drawPicture(message) {
  const { actions, sight } = message;
  const { picture } = sight;
  const open = (how) => openViewer({ sights: [sight], how, notice: actions.notice });
  const frame = drawFrame(sight, () => open("look"), actions);
  return h("figure", {}, frame, h("figcaption", {}, picture.caption), h("div.tools", {},
    picture.before ? tool("compare", "compare", () => open("compare")) : null,
    tool("zoom", "view", () => open("look")),
    picture.download ? tool("save", "save", () => actions.save(`/pictures/${picture.id}`, picture.filename)) : null));
}

const tool = (key, word, onclick) =>
  h("button.plain.small", { type: "button", "data-key": key, onclick }, icon(key), t(word));

/** The picture as a button. Its place is kept free while it loads; it is filled in full, in one step. */
export function drawFrame(sight, open, actions) {
  const label = `${t("view")}: ${sight.picture.alt}`;
  const frame = h("button.frame", { type: "button", "data-key": "view", "aria-label": label, "aria-busy": "true", onclick: open });
  const { size } = sight.picture;
  if (size) frame.style.aspectRatio = `${size[0]} / ${size[1]}`;
  sight.now().then(async (address) => {
    const image = h("img", { alt: "" });
    const shown = Boolean(address) && (await ready(image, address));
    frame.removeAttribute("aria-busy");
    if (shown) {
      frame.append(image);
      return actions.grown();
    }
    const figure = frame.closest("figure");
    frame.replaceWith(h("p.missing", {}, t(address === null ? "picture.gone" : "picture.failed")));
    figure?.querySelector(".tools")?.remove();
  });
  return frame;
}

/** The picture as an address of this page only; null when it is gone, undefined when it could not be loaded. */
async function load(id, actions) {
  try {
    const blob = await actions.bytes(`/pictures/${id}`);
    return blob && URL.createObjectURL(blob);
  } catch {
    return undefined;
  }
}

export function ready(image, address) {
  image.src = address;
  return image.decode().then(() => true, () => false);
}

// A picture in a message: fetched with this tab's secret, shown with its caption, let go when the message goes.
import { h, icon } from "./dom.js";
import { openViewer } from "./viewer.js";
import { t } from "./words.js";

export function drawPicture(picture, message) {
  const { actions } = message;
  const frame = h("button.frame", { type: "button", "data-key": "view", "aria-label": `${t("view")}: ${picture.alt}`, "aria-busy": "true" });
  const figure = h("figure", {}, frame, h("figcaption", {}, picture.caption));
  const url = load(picture.id, actions);
  let before = null;
  const view = async (how) => {
    if (how === "compare") before ??= load(picture.before, actions);
    const [now, then] = await Promise.all([url, before]);
    if (how === "compare" && !then) actions.notice(t("picture.gone"));
    else if (now) openViewer({ picture, url: now, before: then, how });
  };
  frame.addEventListener("click", () => view("look"));
  url.then((address) => fill(frame, address, picture, message));
  const tools = h("div.tools", {},
    picture.before ? h("button.plain.small", { type: "button", "data-key": "compare", onclick: () => view("compare") }, icon("compare"), t("compare")) : null,
    h("button.plain.small", { type: "button", "data-key": "zoom", onclick: () => view("look") }, icon("zoom"), t("view")),
    picture.download
      ? h("button.plain.small", { type: "button", "data-key": "save", onclick: () => actions.save(`/pictures/${picture.id}`, picture.filename) }, icon("save"), t("save"))
      : null);
  figure.append(tools);
  const release = () => Promise.all([url, before]).then((urls) => urls.forEach((each) => each && URL.revokeObjectURL(each)));
  message.ending.push(release);
  return figure;
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

/** The picture takes its place at once and in full: what stands below it moves at most once, and before it is offered. */
async function fill(frame, address, picture, message) {
  const image = h("img", { alt: "" });
  const shown = Boolean(address) && (await ready(image, address));
  frame.removeAttribute("aria-busy");
  if (shown) {
    frame.append(image);
    message.actions.grown();
    return;
  }
  const figure = frame.closest("figure");
  frame.replaceWith(h("p.missing", {}, t(address === null ? "picture.gone" : "picture.failed")));
  figure?.querySelector(".tools")?.remove();
}

function ready(image, address) {
  image.src = address;
  return image.decode().then(() => true, () => false);
}

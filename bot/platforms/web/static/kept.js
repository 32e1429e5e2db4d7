// An approved picture on one card: the file, how it looks small, words to paste, where its label stands, what else.
import { h, icon } from "./dom.js";
import { drawFrame, openViewer, ready } from "./picture.js";
import { t } from "./words.js";

export function drawKept(message) {
  const { actions, sight } = message;
  const { picture } = sight;
  const look = (how) => openViewer({ sights: [sight], how, notice: actions.notice });
  const button = (kind, key, sign, word, onclick) =>
    h(`button.${kind}`, { type: "button", "data-key": key, onclick }, icon(sign), t(word));
  const share = button("plain", "share", "share", "share", () => send(message));
  share.hidden = true;
  sight.now().then(() => shareable(message).then((can) => (share.hidden = !can)));
  return h("div.kept", {},
    h("figure", {}, drawFrame(sight, () => look("look"), actions), h("figcaption", {}, picture.caption)),
    h("div.keeping", {},
      h("div.actions", {},
        button("primary", "save", "save", "download", () => actions.save(`/pictures/${picture.id}`, picture.filename)),
        window.ClipboardItem ? button("plain", "copy-picture", "copy", "copy.picture", (event) => copyPicture(sight, event.currentTarget)) : null,
        share),
      h("p.hint", {}, named(picture.filename)),
      previews(sight),
      h("div.tools", {},
        picture.before ? button("plain.small", "compare", "compare", "compare", () => look("compare")) : null,
        picture.original ? button("plain.small", "original", "photo", "original", () => actions.save(`/pictures/${picture.original}`, "")) : null)),
    h("div.copies", {}, message.message.copies.map(([label, words]) => drawCopy(label, words))));
}

/** A file's name: words of any direction, then its date and kind, which stay in their order. */
function named(filename) {
  const [, words, rest] = filename.match(/^(.*?)((?:\d{4}-\d\d-\d\d)?\.\w+)$/) ?? ["", filename, ""];
  return [h("bdi", {}, words), h("bdi", { dir: "ltr" }, rest)];
}

/** As sites show it: a circle, a small circle, a square. The picture itself, so it changes with its label's place. */
function previews(sight) {
  const row = h("div.previews", { role: "group", "aria-label": t("previews") });
  sight.now().then(async (url) => {
    for (const shape of url ? ["round", "round little", "cut"] : []) {
      const image = h("img", { alt: "" });
      image.className = shape;
      if (await ready(image, url)) row.append(image);
    }
  });
  return row;
}

function drawCopy(label, words) {
  const button = h("button.plain.small", { type: "button", "data-key": `copy.${label}`, "aria-label": `${t("copy")}: ${label}` }, icon("copy"), t("copy"));
  button.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(words).then(() => told(button), () => getSelection().selectAllChildren(text));
  });
  const text = h("p", {}, words);
  return h("div.copy", {}, h("p.hint", {}, label), text, button);
}

function told(button) {
  button.replaceChildren(icon("check"), t("copied"));
}

/** The clipboard takes PNG alone. What is copied has the label in its pixels, and none of the file's other marks. */
async function copyPicture(sight, button) {
  const image = h("img");
  if (!(await ready(image, await sight.now()))) return;
  const canvas = h("canvas", { width: image.naturalWidth, height: image.naturalHeight });
  canvas.getContext("2d").drawImage(image, 0, 0);
  const png = new Promise((made) => canvas.toBlob(made, "image/png"));
  await navigator.clipboard.write([new ClipboardItem({ "image/png": png })]).then(() => told(button), () => null);
}

async function fileOf({ sight, actions }) {
  const blob = await actions.bytes(`/pictures/${sight.picture.id}`).catch(() => null);
  return blob && new File([blob], sight.picture.filename, { type: blob.type });
}

/** Asked with an empty file of the same kind, so that nothing is loaded for a browser that cannot share. */
async function shareable({ sight }) {
  const kind = sight.picture.filename.endsWith("png") ? "image/png" : "image/jpeg";
  const files = [new File(["-"], sight.picture.filename, { type: kind })];
  return Boolean(navigator.canShare?.({ files }));
}

async function send(message) {
  const file = await fileOf(message);
  const [said] = message.message.copies;
  if (file) await navigator.share({ files: [file], text: said?.[1] ?? "" }).catch(() => null);
}

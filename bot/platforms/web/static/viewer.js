// A picture up close: fitted or at 100 %, and before | after with a divider that mouse, finger and keys can move.
import { h, icon } from "./dom.js";
import { t } from "./words.js";

/** how: "look" or "compare" */
export function openViewer({ picture, url, before, how }) {
  const comparing = how === "compare" && before;
  const image = h("img", { src: url, alt: picture.alt, draggable: "false" });
  const stage = h(`div.stage${comparing ? ".compare" : ""}`, { dir: "ltr" }, image);
  const area = h("div.area", { tabindex: "0", role: "region", "aria-label": t("picture.area") }, stage);
  image.decode().then(() => stage.style.setProperty("--ratio", image.naturalWidth / image.naturalHeight)).catch(() => null);
  const zoom = h("button.plain.small", { type: "button", "aria-pressed": "false" }, icon("zoom"), t("full"));
  const close = h("button.quiet.square", { type: "button", "aria-label": t("close"), title: t("close") }, icon("close"));
  const dialog = h("dialog.viewer", { "aria-label": t("picture.view") },
    h("div.head", {}, h("p", {}, picture.caption), zoom, close), area);
  const slider = comparing ? addDivider(stage, before, dialog) : null;

  zoom.addEventListener("click", () => {
    const full = zoom.getAttribute("aria-pressed") !== "true";
    zoom.setAttribute("aria-pressed", String(full));
    area.classList.toggle("full", full);
    // One pixel of the picture on one pixel of the screen.
    stage.style.inlineSize = full ? `${image.naturalWidth / devicePixelRatio}px` : "";
    if (full) area.scrollTo((area.scrollWidth - area.clientWidth) / 2, (area.scrollHeight - area.clientHeight) * 0.3);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  (slider ?? close).focus();
}

function addDivider(stage, before, dialog) {
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
  dialog.append(h("div.foot", { dir: "ltr" }, slider));
  set(50);
  return slider;
}

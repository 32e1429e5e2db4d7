// A form inside a message: boxes that are never ticked in advance, choices, photos. Once sent it is closed for good.
import { h, icon } from "./dom.js";
import { drawTiles } from "./looks.js";
import * as own from "./own.js";
import { t } from "./words.js";

export function drawForm(form, message) {
  const ref = message.message.ref;
  const name = (part) => `${ref}.${form.action}.${part}`;
  const sent = own.pressed(ref)[form.action]; // what was ticked and chosen when it was sent
  const error = h("p.error", { role: "alert" });
  const submit = h("button.primary", { type: "submit", "data-key": "submit" }, form.submit);
  const photos = form.photos && !sent ? message.actions.photoField() : null;
  const picks = form.selects.map((select) => drawSelect(select, name(select.name), sent?.chosen ?? null, message, tell));
  const boxes = form.boxes.map((box) => drawBox(box, name(box.name), sent?.ticked ?? []));
  const fields = h("fieldset.fields", {}, boxes, picks);
  const element = h(`form.card${photos ? ".withphoto" : ""}`, { novalidate: true, "aria-label": form.title || form.submit, "data-open": true },
    form.title && !form.photos && !form.selects.some((select) => select.cells.length) ? h("p.title", {}, form.title) : null, photos, fields, error, submit);

  function tell(words, control = null) {
    error.textContent = words;
    control?.focus();
  }
  /** Nothing of a form that was sent takes a photo, a key or a press any more; what was chosen stays to be read. */
  function close() {
    fields.disabled = true;
    photos?.remove();
    delete element.dataset.open;
    submit.replaceChildren(icon("check"), t("sent"));
    submit.classList.add("done");
    submit.disabled = true;
  }
  element.addEventListener("input", () => {
    tell("");
    for (const box of boxes) box.classList.remove("missing-tick");
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (submit.disabled) return;
    const unticked = form.boxes.findIndex((box, i) => box.required && !boxes[i].querySelector("input").checked);
    if (unticked >= 0) {
      boxes[unticked].classList.add("missing-tick");
      boxes[unticked].after(error);
      return tell(t("tick_needed"), boxes[unticked].querySelector("input"));
    }
    const empty = form.selects.find((select) => !chosen(element, name(select.name)).length);
    submit.before(error);
    if (empty) return tell(t("pick_one"), element.querySelector(`[name="${CSS.escape(name(empty.name))}"]`));
    const ticked = form.boxes.filter((box) => element.elements[name(box.name)].checked).map((box) => box.name);
    const picked = Object.fromEntries(form.selects.map((select) => [select.name, chosen(element, name(select.name))]));
    own.keepPressed(ref, { ...own.pressed(ref), [form.action]: { ticked, chosen: picked } });
    const words = form.selects.filter((select) => !isMenu(select)).flatMap((select) => picked[select.name].map((value) => spoken(select, value)));
    message.actions.submit({ kind: "submit", action: form.action, ticked, chosen: picked }, Boolean(photos), words.join(" · "));
    close();
  });
  if (sent) close();
  return element;
}

function drawBox(box, name, ticked) {
  const hint = `${name}.hint`;
  return h("label.box", {},
    h("input", { type: "checkbox", name, "data-key": name, "aria-describedby": hint, checked: ticked.includes(box.name) }),
    h("span", {}, box.label, " ", h("small", { id: hint }, t(box.required ? "required" : "optional"))));
}

function drawSelect(select, name, sent, message, tell) {
  const picked = sent?.[select.name] ?? select.preset;
  if (isMenu(select)) return drawMenu(select, name, picked);
  if (select.cells.length && message.sight) return drawTiles(select, name, picked, message.sight, tell);
  return h("fieldset", {}, h("legend", {}, select.label),
    h("div.chips", {}, select.options.map(([value, label]) => h("label.chip", {},
      h("input", { type: "radio", name, value, "data-key": `${name}.${value}`, checked: picked.includes(value) }),
      h("span", {}, label)))));
}

/** One choice that stands already and can be changed. */
const isMenu = (select) => select.most === 1 && !select.cells.length && select.preset.length > 0;

function drawMenu(select, name, picked) {
  return h("label.menu", {}, select.label, " ", h("select", { name, "data-key": name },
    select.options.map(([value, label]) => h("option", { value, selected: picked.includes(value) }, label))));
}

const chosen = (form, name) =>
  [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:is(:checked, select)`)].map((input) => input.value);
const spoken = (select, value) => select.options.find(([each]) => each === value)[1];

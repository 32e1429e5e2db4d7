// A form inside a message: boxes that are never ticked in advance, one choice of several, photos.
import { h, icon } from "./dom.js";
import * as own from "./own.js";
import { t } from "./words.js";

export function drawForm(form, message) {
  const ref = message.message.ref;
  const name = (part) => `${ref}.${form.action}.${part}`;
  const error = h("p.error", { role: "alert" });
  const submit = h("button.primary", { type: "submit", "data-key": "submit" });
  const settle = (sent) => {
    submit.replaceChildren(...(sent ? [icon("check"), t("sent")] : [form.submit]));
    submit.classList.toggle("done", sent);
    submit.setAttribute("aria-disabled", String(sent));
  };
  const photos = form.photos ? message.actions.photoField(!own.pressed(ref)[form.action]) : null;
  const element = h("form.card", { novalidate: true, "aria-label": form.title || form.submit },
    form.title ? h("p.title", {}, form.title) : null,
    form.boxes.map((box) => drawBox(box, name(box.name))),
    form.selects.map((select) => drawSelect(select, name(select.name))),
    photos?.element, error, submit);
  element.addEventListener("input", () => {
    error.textContent = "";
    settle(false);
  });
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (submit.getAttribute("aria-disabled") === "true") return;
    const missing = form.selects.find((select) => !chosen(element, name(select.name)));
    if (missing) {
      error.textContent = t("pick_one");
      element.querySelector(`[name="${CSS.escape(name(missing.name))}"]`)?.focus();
      return;
    }
    settle(true);
    own.keepPressed(ref, { ...own.pressed(ref), [form.action]: true });
    const ticked = form.boxes.filter((box) => element.elements[name(box.name)].checked);
    const picks = form.selects.map((select) => [select.name, chosen(element, name(select.name))]);
    const words = [...ticked.map((box) => box.label), ...picks.map(([which, value]) => spoken(form, which, value))];
    message.actions.submit({
      kind: "submit", action: form.action, ticked: ticked.map((box) => box.name), chosen: Object.fromEntries(picks),
    }, photos, words.length && form.selects.length ? words.join(" · ") : "");
  });
  settle(Boolean(own.pressed(ref)[form.action]));
  return element;
}

function drawBox(box, name) {
  const hint = `${name}.hint`;
  return h("label.box", {}, h("input", { type: "checkbox", name, "data-key": name, "aria-describedby": hint }),
    h("span", {}, box.label, " ", h("small", { id: hint }, t(box.required ? "required" : "optional"))));
}

function drawSelect(select, name) {
  return h("fieldset", {}, h("legend", {}, select.label),
    h("div.chips", {}, select.options.map(([value, label]) =>
      h("label.chip", {}, h("input", { type: "radio", name, value, "data-key": `${name}.${value}` }), h("span", {}, label)))));
}

const chosen = (form, name) => form.querySelector(`[name="${CSS.escape(name)}"]:checked`)?.value ?? "";
const spoken = (form, which, value) =>
  form.selects.find((select) => select.name === which).options.find(([each]) => each === value)[1];

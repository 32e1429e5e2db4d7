// Choices shown as parts of the message's picture: each look on the person's own photo.
import { h } from "./dom.js";
import { ready } from "./picture.js";
import { t } from "./words.js";

/** A field of tiles; ``picked``: values chosen so far; ``told``: says in words why a press changed nothing. */
export function drawTiles(select, name, picked, sight, told) {
  const kind = select.most > 1 ? "checkbox" : "radio";
  const shots = select.options.map(() => h("span.shot"));
  const tiles = select.options.map(([value, label], i) => h("label.tile", {},
    h("input", { type: kind, name, value, "data-key": `${name}.${value}`, checked: picked.includes(value) }),
    shots[i], h("span.named", {}, label)));
  const field = h("fieldset.looks", {}, h("legend.unseen", {}, select.label), h("div.tiles", {}, tiles),
    h("p.hint", {}, sight.picture.caption));
  field.addEventListener("change", (event) => {
    const chosen = field.querySelectorAll(":checked");
    if (chosen.length <= select.most) return;
    event.target.checked = false;
    told(t("pick_fewer", { n: select.most }));
  });
  fill(shots, select.cells, sight);
  return field;
}

/** Each tile shows its part of the one picture, at any size. */
async function fill(shots, cells, sight) {
  const url = await sight.now();
  if (!url || !(await ready(h("img"), url))) return;
  shots.forEach((shot, i) => {
    const [left, top, width, height] = cells[i];
    shot.style.backgroundImage = `url(${url})`;
    shot.style.backgroundSize = `${100 / width}% ${100 / height}%`;
    shot.style.backgroundPosition = `${part(left, width)}% ${part(top, height)}%`;
  });
}

const part = (from, size) => (size < 1 ? (100 * from) / (1 - size) : 0);

// The page's own words. What the bot says arrives in words; these are for buttons and hints around it.
let words = {};
let asked = "";
let current = "";

export const language = () => current;

/** The word for a key; {name} is filled in. */
export function t(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

export const has = (key) => key in words;

/** Loads the nearest language that the server has and puts it into the page. */
export async function speak(wanted) {
  const tag = wanted || "en";
  if (tag === asked) return;
  asked = tag;
  const answer = await fetch(`/words/${encodeURIComponent(tag)}.json`);
  if (tag !== asked) return;
  const chosen = answer.ok && answer.headers.get("Content-Language");
  if (!chosen) asked = "";
  if (!chosen || chosen === current) return;
  words = await answer.json();
  current = chosen;
  document.documentElement.lang = chosen;
  document.documentElement.dir = answer.headers.get("X-Candid-Direction");
  document.title = t("title");
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = t(element.dataset.word);
  for (const element of document.querySelectorAll("[data-hint]")) element.placeholder = t(element.dataset.hint);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
    if (element.matches("button")) element.title = t(element.dataset.label);
  }
}

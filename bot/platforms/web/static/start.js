// Starts the page's program once the page has been painted: until then nothing takes time from its first picture.
const FIRST = ["dom", "words", "link", "own", "transcript", "composer", "command-names", "commands", "photos", "remember", "unsent"];

let begun = false;
function begin() {
  if (begun) return;
  begun = true;
  for (const name of FIRST) { // in one go, not one module after the other
    const ahead = document.createElement("link");
    ahead.rel = "modulepreload";
    ahead.href = `/static/${name}.js`;
    document.head.append(ahead);
  }
  import("./app.js");
}

requestAnimationFrame(() => setTimeout(begin));
setTimeout(begin, 250); // a tab in the background is not painted

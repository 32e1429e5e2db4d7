// Keeps what is pressed, chosen, dropped or pasted before the page's program is there, and gives it to the program then.
(() => {
  const again = [];
  const keep = (event, later) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    again.push(later);
  };
  const choose = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));
  const give = (event, files) => {
    if (!files?.length) return;
    const given = new DataTransfer();
    for (const file of files) given.items.add(file);
    keep(event, () => {
      const input = document.getElementById("files");
      input.files = given.files;
      choose(input);
    });
  };
  const heard = {
    click: (event) => {
      const button = event.target.closest("button");
      if (button) keep(event, () => button.click());
    },
    change: (event) => {
      if (event.target.type === "file") keep(event, () => choose(event.target));
    },
    dragover: (event) => event.preventDefault(), // else the browser leaves the page to show the file
    drop: (event) => give(event, event.dataTransfer?.files),
    paste: (event) => give(event, event.clipboardData?.files),
  };
  for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear, true);
  addEventListener("candid-ready", () => {
    for (const [name, hear] of Object.entries(heard)) removeEventListener(name, hear, true);
    for (const each of again) each();
  }, { once: true });
})();

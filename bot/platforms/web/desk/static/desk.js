// The preview of the house's look: colour and logo stay in this page.
const byId = (id) => document.getElementById(id);
const colour = byId("brand-colour");
const logo = byId("brand-logo");
if (colour) {
  const show = () => {
    byId("brand-preview").style.setProperty("--brand", colour.value);
    const name = logo.files[0]?.name;
    byId("brand-lines").textContent = `CANDID_BRAND_COLOUR=${colour.value}${name ? `\nCANDID_BRAND_LOGO=/path/to/${name}` : ""}`;
  };
  colour.addEventListener("input", show);
  logo.addEventListener("change", () => {
    const image = document.createElement("img");
    image.alt = "";
    if (logo.files[0]) image.src = URL.createObjectURL(logo.files[0]);
    byId("brand-preview").replaceChildren(...(logo.files[0] ? [image] : []));
    show();
  });
}

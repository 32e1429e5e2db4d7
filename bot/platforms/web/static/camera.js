// The camera with a framing outline. The picture is taken in the page and goes the way of every other photo.
import { h, icon } from "./dom.js";
import { t } from "./words.js";

/** Resolves with a photo as a File, or null when the person changed their mind. */
export async function takePhoto(notice) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: "user", width: { ideal: 1920 }, height: { ideal: 1920 } }, audio: false,
    });
  } catch {
    notice(t("camera.none"));
    return null;
  }
  try {
    return await shoot(stream);
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

function shoot(stream) {
  return new Promise((done) => {
    let file = null;
    let still = null;
    const video = h("video", { autoplay: true, playsinline: true, muted: true });
    video.muted = true;
    video.srcObject = stream;
    const take = h("button.primary", { type: "button" }, icon("camera"), t("camera.take"));
    const again = h("button.plain", { type: "button", hidden: true }, t("camera.again"));
    const close = h("button.quiet.square", { type: "button", "aria-label": t("close"), title: t("close") }, icon("close"));
    const view = h("div.finder", {}, video, outline());
    const dialog = h("dialog.camera", { "aria-label": t("camera.title") },
      h("div.head", {}, h("p", {}, t("camera.title")), close), view,
      h("p.hint", {}, t("camera.hint")), h("p.hint", {}, t("camera.mirror")), h("div.actions", {}, take, again));

    const live = () => {
      still?.remove();
      file = still = null;
      view.classList.remove("still");
      again.hidden = true;
      take.replaceChildren(icon("camera"), t("camera.take"));
    };
    take.addEventListener("click", async () => {
      if (file) return dialog.close("use");
      if (!video.videoWidth) return;
      file = await grab(video);
      still = h("img", { src: URL.createObjectURL(file), alt: t("photo", { n: 1 }) });
      view.append(still);
      view.classList.add("still");
      again.hidden = false;
      take.replaceChildren(icon("check"), t("camera.use"));
    });
    again.addEventListener("click", () => {
      live();
      take.focus();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (still) URL.revokeObjectURL(still.src);
      dialog.remove();
      done(dialog.returnValue === "use" ? file : null);
    });
    document.body.append(dialog);
    dialog.showModal();
    take.focus();
  });
}

async function grab(video) {
  const canvas = h("canvas", { width: video.videoWidth, height: video.videoHeight });
  canvas.getContext("2d").drawImage(video, 0, 0);
  const blob = await new Promise((made) => canvas.toBlob(made, "image/jpeg", 0.95));
  return new File([blob], "camera.jpg", { type: "image/jpeg" });
}

/** Head, shoulders and eye line, for a frame as wide as it is high. */
function outline() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 100 100");
  svg.setAttribute("aria-hidden", "true");
  for (const d of ["M50 14c13 0 20 10 20 24s-8 27-20 27-20-13-20-27 7-24 20-24z", "M12 96c2-16 14-23 28-26M88 96c-2-16-14-23-28-26"]) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

// Where the person writes: text, commands, photos by picker, drop, paste or camera.
import { byId } from "./dom.js";
import { Commands } from "./commands.js";
import { t } from "./words.js";

export class Composer {
  /** send(text, offer): offer is what Photos.offer() gives, or null. */
  constructor(photos, send) {
    this.photos = photos;
    this.send = send;
    this.say = byId("say");
    this.files = byId("files");
    this.commands = new Commands((text) => this.send(text, null));
    this.listen();
    this.listenForPhotos();
  }

  listen() {
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.say.addEventListener("keydown", (event) => {
      if (this.commands.key(event) || event.isComposing) return;
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        this.submit();
      }
    });
    this.say.addEventListener("input", () => {
      this.notice("");
      this.grow();
    });
    byId("attach").addEventListener("click", () => this.choose());
    byId("shoot").addEventListener("click", () => this.camera());
    byId("shoot").hidden = !navigator.mediaDevices?.getUserMedia;
    this.files.addEventListener("change", () => {
      this.add(this.files.files);
      this.files.value = "";
    });
  }

  listenForPhotos() {
    const drop = byId("drop");
    let depth = 0;
    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragenter", (event) => {
      if (holdsFiles(event)) drop.hidden = ++depth < 1;
    });
    addEventListener("dragleave", (event) => {
      if (holdsFiles(event)) drop.hidden = --depth < 1;
    });
    addEventListener("dragover", (event) => holdsFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      drop.hidden = true;
      this.add(event.dataTransfer.files);
    });
    addEventListener("paste", (event) => {
      if (!event.clipboardData?.files.length) return;
      event.preventDefault();
      this.add(event.clipboardData.files);
    });
  }

  submit() {
    const text = this.say.value.trim();
    const offer = this.photos.offer();
    if (!text && !offer) return;
    this.say.value = "";
    this.grow();
    this.commands.close();
    this.send(text, offer);
  }

  choose() {
    this.files.click();
  }

  async camera() {
    const { takePhoto } = await import("./camera.js");
    const file = await takePhoto((words) => this.notice(words));
    if (file) this.add([file]);
  }

  add(files) {
    this.notice("");
    if (this.photos.add(files)) return;
    const { place } = this.photos;
    if (!place?.isConnected) byId(this.photos.picked.length ? "send" : "say").focus();
    else place.closest("form").scrollIntoView({ block: "nearest" });
  }

  notice(words) {
    byId("notice").textContent = words;
  }

  grow() {
    this.say.style.blockSize = "auto";
    this.say.style.blockSize = `${Math.min(this.say.scrollHeight, 160)}px`;
  }

  trouble(code) {
    this.notice(code ? t(`error.${code}`) : "");
  }
}

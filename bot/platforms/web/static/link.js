// The line to the bot: changes come in by one WebSocket, events go out one after the other, each until it is heard.
import { randomId } from "./dom.js";
import { keepQueued, queued, tabSecret } from "./own.js";

const PAUSES_MS = [300, 1000, 2000, 4000];
const pause = (times) =>
  new Promise((go) => setTimeout(go, PAUSES_MS[Math.min(times, PAUSES_MS.length - 1)]));
const here = (path, options = {}) =>
  fetch(path, { ...options, headers: { "X-Candid-Tab": tabSecret(), ...options.headers }, cache: "no-store" });

export class Link {
  /** heard: {visited, welcome, sync, show, gone, want, forgotten, state(name), locked(code), trouble(code|""), sent(), unsent(event)} */
  constructor(heard) {
    this.heard = heard;
    this.epoch = "";
    this.seen = -1;
    this.queue = queued().map((body) => ({ body, done: () => {} }));
    this.sending = false;
    this.socket = null;
  }

  async connect() {
    if (this.trying) return;
    this.trying = true;
    await this.keep();
    this.trying = false;
  }

  /** Stays connected until the bot will not let us in. */
  async keep() {
    for (let tries = 0; ; tries++) {
      this.heard.state(tries || this.epoch ? "lost" : "connecting");
      const code = await this.visit();
      if (code === "") {
        const lived = await this.listen();
        if (lived) tries = -1;
      } else if (code === "forgotten") {
        continue; // what this browser remembered is gone, and with it the cookie
      } else if (code !== "offline") {
        this.heard.locked(code);
        return;
      }
      this.heard.state("lost");
      await pause(Math.max(tries, 0));
    }
  }

  /** "" when the bot lets us in; "offline" when it does not answer; else why not. */
  async visit() {
    const answer = await here("/visit").catch(() => null);
    const said = await answer?.json().catch(() => null);
    if (!said) return "offline";
    if (answer.ok) this.heard.visited(said);
    return answer.ok ? "" : said.code;
  }

  /** Lets go of the stream and asks for all that stands once more. */
  again() {
    this.epoch = "";
    this.socket?.close();
  }

  async enter(key) {
    try {
      const answer = await here("/enter", { method: "POST", body: JSON.stringify({ key }) });
      return answer.ok ? "" : (await answer.json()).code;
    } catch {
      return "offline";
    }
  }

  /** Resolves once the stream has ended: true when it had worked. */
  listen() {
    return new Promise((ended) => {
      const socket = new WebSocket(`${location.origin.replace("http", "ws")}/stream`);
      let lived = false;
      socket.onopen = () => socket.send(JSON.stringify({ tab: tabSecret(), epoch: this.epoch, seen: this.seen }));
      socket.onmessage = ({ data }) => {
        const said = JSON.parse(data);
        if (said.op === "sync") {
          lived = true;
          this.heard.state("on");
          this.flush();
        }
        if (said.epoch) this.epoch = said.epoch;
        if (said.n !== undefined) this.seen = said.n;
        this.heard[said.op]?.(said);
      };
      socket.onclose = () => ended(lived);
      this.socket = socket;
    });
  }

  /** Queues one event. It keeps its id through all tries and reloads, so that it is heard once. True once it is. */
  say(event) {
    const body = { id: randomId(), locale: navigator.language, ...event };
    return new Promise((done) => {
      this.queue.push({ body, done });
      this.keepQueue();
      this.flush();
    });
  }

  keepQueue() {
    keepQueued(this.queue.map(({ body }) => body));
  }

  async flush() {
    if (this.sending) return;
    this.sending = true;
    for (let tries = 0; this.queue.length; ) {
      const code = await this.tell(this.queue[0].body);
      this.heard.trouble(code);
      if (code === "locked") {
        this.socket?.close(); // the page asks to be let in; then what waits goes out
        break;
      }
      if (code === "offline" || code === "busy") {
        await pause(tries++);
        continue;
      }
      tries = 0;
      const { body, done } = this.queue.shift();
      this.keepQueue();
      if (code) this.heard.unsent(body);
      else this.heard.sent();
      done(code === "");
    }
    this.sending = false;
  }

  async tell(body) {
    try {
      const answer = await here("/say", { method: "POST", body: JSON.stringify(body) });
      if (answer.ok) return "";
      if (answer.status >= 500 || answer.status === 429) return "busy";
      return answer.status === 401 ? "locked" : "refused";
    } catch {
      return "offline";
    }
  }

  /** Hands a photo over that the bot asked for; without a file it says so. True when the bot has it. */
  async hand(ref, file) {
    const path = `/photos/${encodeURIComponent(ref)}`;
    try {
      const answer = await here(path, file ? { method: "PUT", body: file } : { method: "DELETE" });
      return Boolean(file) && answer.ok;
    } catch {
      return false;
    }
  }

  /** The bytes behind a picture or file; null when they are gone; throws when the bot cannot be reached. */
  async bytes(path) {
    const answer = await here(path);
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${answer.status}`);
    return answer.blob();
  }
}

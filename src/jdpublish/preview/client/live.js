// The connection to the server: what it tells, and what becomes of the connection itself.

import { stamp } from "./api.js";

const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 8000;
// So many vain attempts in a row, and the preview is said to have ended; it is asked for further on.
const ATTEMPTS = 4;

/**
 * The messages of the server by their types, and `connection`: “connecting”,
 * “connected”, “reconnecting”, “ended”.
 *
 * `on(type, fn)` listens and returns what ends the listening.
 */
export class Live {
  #listeners = new Map();

  #socket = null;

  #timer = 0;

  #vain = 0;

  connection = "connecting";

  on(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
    return () => this.#listeners.get(type).delete(listener);
  }

  emit(message) {
    for (const listener of this.#listeners.get(message.type) ?? []) {
      // One listener's mistake is no reason for the others not to hear.
      try { listener(message); } catch (error) { reportError(error); }
    }
  }

  start() {
    addEventListener("online", () => this.#now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.#now();
    });
    // A page that the browser has kept (“back”) comes to life with a dead connection.
    addEventListener("pageshow", (event) => { if (event.persisted) this.#now(); });
    this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    const address = new URL("/-/live", location.href);
    address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
    address.search = new URLSearchParams({ report: stamp.report ?? "", view: stamp.view ?? "" });
    const socket = new WebSocket(address);
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      if (socket === this.#socket) this.#heard(JSON.parse(data));
    });
    socket.addEventListener("close", () => { if (socket === this.#socket) this.#lost(); });
  }

  #heard(message) {
    if (message.type === "hello") {
      this.#vain = 0;
      this.#become("connected");
    }
    this.emit(message);
  }

  #lost() {
    this.#socket = null;
    this.#vain += 1;
    this.#become(this.#vain > ATTEMPTS ? "ended" : "reconnecting");
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (this.#vain - 1));
    this.#timer = setTimeout(() => this.#connect(), pause);
  }

  #now() {
    if (!this.#socket) this.#connect();
  }

  #become(connection) {
    if (connection === this.connection) return;
    this.connection = connection;
    this.emit({ type: "connection", connection });
  }
}

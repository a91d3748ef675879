// The passage that is open: as the server told it last, and what the writing in it began with.

export class Passage {
  /** What the server told of it; null where none is open. */
  record = null;

  /** The version that a save must match. */
  version = "";

  /** The English when the writing began, and the version of the passage then. */
  begun = { base: "", version: "" };

  /** How often a passage was opened: an answer to something asked before may be of another. */
  visit = 0;

  get block() { return this.record?.block ?? ""; }

  /** The English as it stands in the file. */
  get english() { return this.record?.english?.markdown ?? ""; }

  open(answer) {
    this.visit += 1;
    this.take(answer);
  }

  /** Take over what the server answers: the writing begins with it. */
  take({ body, version }) {
    this.know(body, version);
    this.begin();
  }

  /** What is in the file is known, and the writing began with something older. */
  know(record, version) {
    this.record = record;
    this.version = version;
  }

  /** The writing goes on from what is in the file now. */
  begin() { this.begun = { base: this.english, version: this.version }; }

  leave() {
    this.visit += 1;
    this.record = null;
  }

  /** Whether a text is another than the one in the file. */
  isOther(text) { return this.record !== null && text !== this.english; }
}

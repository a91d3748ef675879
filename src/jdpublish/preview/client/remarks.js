// What the checks found and how the translation stands, as passages of this page have it.

/** From the gravest to the lightest. */
export const KINDS = ["error", "warning", "info", "stale", "draft", "untranslated"];

const OPEN = new Set(["stale", "draft", "untranslated"]);

/**
 * Every remark as one row: `{ kind, also, block, language, message, hint, check, file, line }`.
 *
 * A passage that is stale, a draft or not translated is one, too; it has no message. Where a check
 * says so already, its row is `also` that.
 */
export function rows(remarks) {
  if (!remarks) return [];
  const standings = remarks.blocks ?? {};
  const found = (remarks.findings ?? []).map((one) => {
    const standing = standings[one.block]?.[one.language]?.standing;
    return { ...one, kind: one.severity, also: one.check === standing ? standing : "" };
  });
  const said = new Set(found.filter(({ also }) => also).map(({ block, language }) => `${block} ${language}`));
  const standing = Object.entries(standings).flatMap(([block, languages]) => (
    Object.entries(languages)
      .filter(([language, own]) => OPEN.has(own.standing) && !said.has(`${block} ${language}`))
      .map(([language, { standing: kind, file, line, edited }]) => (
        { kind, block, language, file, line, edited, message: "", hint: "", check: "" }
      ))));
  return [...found, ...standing];
}

/** Whether a row counts as one of a kind. */
export const isOf = (row, kind) => row.kind === kind || row.also === kind;

/** Whether a row belongs to the side of a page that shows `language`. */
export function belongs(row, language, languages) {
  // The Chinese page tells its editor which translations no longer answer it, and no more of them.
  if (languages.length === 1 && language !== "en" && isOf(row, "stale")) return true;
  return row.language ? row.language === language : language === languages.at(-1);
}

/** The gravest kind of some rows. */
export const gravest = (own) => KINDS.find((kind) => own.some((row) => row.kind === kind)) ?? "";

/** By how many rows there are of each kind: “2 errors, stale”. */
export function summary(t, own) {
  return KINDS.map((kind) => [kind, own.filter((row) => isOf(row, kind)).length])
    .filter(([, n]) => n)
    .map(([kind, n]) => (OPEN.has(kind) ? t(kind) : t(`count-${kind}`, { n })))
    .join(t("comma"));
}

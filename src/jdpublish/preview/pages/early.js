// Before the first paint, so that nothing flashes in the other colours.
try {
  const kept = localStorage.getItem("appearance");
  if (kept === "light" || kept === "dark") document.documentElement.dataset.appearance = kept;
} catch { /* Storage may be closed: the system's choice stands. */ }

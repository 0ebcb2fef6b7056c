// Keys for what has a `data-key`: a link or button is clicked, a field gets the cursor.
"use strict";

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select");
  if (field && event.key === "Escape") return field.blur();
  if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return field.form?.requestSubmit();
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") return go(event.key === "j" ? 1 : -1);
  const part = current() ?? document;
  const key = CSS.escape(event.key);
  const target = part.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
});

// The question that j and k went to last.
function current() {
  return document.querySelector("section.part.here") ?? document.querySelector("section.part");
}

function go(step) {
  const parts = [...document.querySelectorAll("section.part")];
  const place = parts.findIndex((part) => part.classList.contains("here"));
  const next = parts[Math.max(0, Math.min(parts.length - 1, place + step))];
  if (!next) return;
  parts.forEach((part) => part.classList.toggle("here", part === next));
  next.scrollIntoView({ block: "start" });
  next.focus({ preventScroll: true });
}

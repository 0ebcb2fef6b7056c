// Keys for what has a `data-key`, and marks that are saved as soon as they are typed.
"use strict";

const FIELDS = "input, textarea, select";

document.addEventListener("keydown", (event) => {
  const field = event.target.closest(FIELDS);
  if (field && event.key === "Escape") return field.blur();
  if (field && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    return field.form?.requestSubmit();
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j" || event.key === "k") return go(event.key === "j" ? 1 : -1);
  const wanted = `[data-key="${CSS.escape(event.key)}"]`;
  const target = (current() ?? document).querySelector(wanted) ?? document.querySelector(wanted);
  if (!target) return;
  event.preventDefault();
  if (target.matches('[type="checkbox"]')) return target.click();
  if (target.matches(FIELDS)) return target.select();
  target.click();
  if (!target.matches("summary")) return;
  target.parentElement.parentElement.closest("details")?.setAttribute("open", "");
  const inside = 'input:not([type="hidden"]), textarea, button';
  target.parentElement.querySelector(inside)?.focus();
});

// The question that j, k or the address went to last.
function current() {
  return document.querySelector("section.part.here") ?? document.querySelector("section.part");
}

function go(step) {
  const parts = [...document.querySelectorAll("section.part")];
  const place = parts.findIndex((part) => part.classList.contains("here"));
  const next = parts[Math.max(0, Math.min(parts.length - 1, place + step))];
  if (next) mark(next);
  next?.scrollIntoView({ block: "start" });
}

function mark(part) {
  document.querySelectorAll("section.part").forEach((one) => one.classList.toggle("here", one === part));
  part.focus({ preventScroll: true });
}

if (location.hash) {
  const part = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (part?.matches("section.part")) mark(part);
}

// One after the other: each answer brings what the next form must carry.
const saving = new Map();
const put = (form) => saving.set(form, (saving.get(form) ?? Promise.resolve()).then(() => save(form)));
document.addEventListener("change", (event) => {
  if (event.target.form?.matches(".mark")) put(event.target.form);
});
document.addEventListener("submit", (event) => {
  if (!event.target.matches(".mark")) return;
  event.preventDefault();
  put(event.target);
});

document.addEventListener("click", (event) => {
  if (!event.target.matches("button.comment")) return;
  const { comment } = event.target.form.elements;
  comment.value = [comment.value.trimEnd(), event.target.textContent].filter(Boolean).join("\n");
  put(event.target.form);
});

async function save(form) {
  const status = form.querySelector(".status");
  status.textContent = "Saving …";
  try {
    const sent = form.elements.points?.value;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, keepalive: true });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) {
      status.textContent = page.querySelector('[role="alert"]')?.textContent ?? "Not saved.";
      return;
    }
    const part = form.closest("section.part");
    const fresh = page.getElementById(part.id);
    const { seen, points } = fresh.querySelector("form.mark").elements;
    form.elements.seen.value = seen.value;
    if (points && form.elements.points.value === sent) form.elements.points.value = points.value;
    const sum = form.querySelector(".sum");
    if (sum) sum.textContent = fresh.querySelector(".sum").textContent;
    part.querySelector("header").replaceWith(fresh.querySelector("header"));
    document.querySelector(".top .score").replaceWith(page.querySelector(".top .score"));
    status.textContent = "Saved.";
  } catch {
    status.textContent = "Not saved: the desk does not answer. Is `make review` still running?";
  }
}

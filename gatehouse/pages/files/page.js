"use strict";

const confirmForm = document.getElementById("confirm");
const again = document.getElementById("again");
const expired = "This link or code has expired or was already used. Ask for a new one.";

function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token || !confirmForm) return;
  history.replaceState(null, "", location.pathname);
  confirmForm.elements.token.value = token;
  document.getElementById("code").hidden = true;
}

function clear() {
  document.querySelectorAll(".error").forEach((place) => (place.textContent = ""));
  document.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
}

/** Beside the field that it is about, or at the end of the form. */
function show(form, name, words) {
  const place = form.querySelector(`[id="${name}-error"]`) ?? document.getElementById("alert");
  place.textContent = place.textContent ? `${place.textContent} ${words}` : words;
  const field = form.elements.namedItem(name);
  field?.setAttribute("aria-invalid", "true");
  field?.focus();
}

async function explain(form, response) {
  if (response.status === 429) return show(form, "", "Too many attempts. Wait a minute and try again.");
  if (response.status >= 500) return show(form, "", "The service is busy. Try again in a moment.");
  const problem = await response.json().catch(() => ({ detail: "Something went wrong. Try again." }));
  const errors = problem.errors ?? [];
  if (errors.length === 0) show(form, "", problem.detail);
  for (const { pointer, detail } of errors) {
    if (pointer === "/token") {
      document.getElementById("code").hidden = false;
      if (again) again.open = true;
      show(form, "token", expired);
    } else {
      show(form, pointer.slice(1), detail);
    }
  }
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  clear();
  button.disabled = true;
  try {
    const response = await fetch(form.dataset.api, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    });
    if (!response.ok) return await explain(form, response);
    document.getElementById("status").textContent = form.dataset.done;
    confirmForm.hidden = true;
    if (again) again.hidden = true;
  } catch {
    show(form, "", "The service cannot be reached. Check your connection and try again.");
  } finally {
    button.disabled = false;
  }
}

takeToken();
addEventListener("hashchange", takeToken);
document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", submit));

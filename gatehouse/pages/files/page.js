"use strict";

const confirmForm = document.getElementById("confirm");
const again = document.getElementById("again");
const words = confirmForm?.dataset ?? {};

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
  if (response.status === 429) return show(form, "", words.many);
  if (response.status >= 500) return show(form, "", words.busy);
  const problem = await response.json().catch(() => ({ detail: words.busy }));
  const errors = problem.errors ?? [];
  if (errors.length === 0) show(form, "", problem.detail);
  for (const { pointer, detail } of errors) {
    if (pointer === "/token") {
      document.getElementById("code").hidden = false;
      if (again) again.open = true;
      show(form, "token", words.expired);
    } else {
      show(form, pointer.slice(1), detail);
    }
  }
}

/** What the API asks for: the code against foreign forms is for the page alone. */
function given(form) {
  const fields = Object.fromEntries(new FormData(form));
  delete fields.csrf;
  return fields;
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
      body: JSON.stringify(given(form)),
    });
    if (!response.ok) return await explain(form, response);
    document.getElementById("status").textContent = form.dataset.done;
    confirmForm.hidden = true;
    if (again) again.hidden = true;
  } catch {
    show(form, "", words.away);
  } finally {
    button.disabled = false;
  }
}

takeToken();
addEventListener("hashchange", takeToken);
document.querySelectorAll("#confirm, #request").forEach((form) => form.addEventListener("submit", submit));

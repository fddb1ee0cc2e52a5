"use strict";

const confirmForm = document.getElementById("confirm");
const error = document.getElementById("error");
const again = document.getElementById("again");

function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token || !confirmForm) return;
  history.replaceState(null, "", location.pathname);
  confirmForm.token.value = token;
  document.getElementById("code").hidden = true;
}

function show(words, details = []) {
  const list = document.createElement("ul");
  list.append(...details.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  error.replaceChildren(Object.assign(document.createElement("p"), { textContent: words }), list);
}

async function explain(response) {
  if (response.status === 429) return show("Too many attempts. Wait a minute and try again.");
  if (response.status >= 500) return show("The service is busy right now. Try again in a moment.");
  const problem = await response.json().catch(() => ({ detail: "Something went wrong. Try again." }));
  const errors = problem.errors ?? [];
  if (problem.code === "one_time_token_invalid" || errors.some((each) => each.pointer === "/token")) {
    if (again) again.open = true;
    return show("This link has expired or was already used. Ask for a new one.");
  }
  show(problem.detail, errors.map((each) => each.detail));
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  error.replaceChildren();
  button.disabled = true;
  try {
    const response = await fetch(form.dataset.api, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    });
    if (!response.ok) return await explain(response);
    document.getElementById("status").textContent = form.dataset.done;
    confirmForm.hidden = true;
    if (again) again.hidden = true;
  } catch {
    show("The service cannot be reached. Check your connection and try again.");
  } finally {
    button.disabled = false;
  }
}

takeToken();
addEventListener("hashchange", takeToken);
document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", submit));

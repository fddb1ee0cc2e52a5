"use strict";

/** Ask the server what to sign, the device to sign it, and send that as the form. */
async function ask(event) {
  const form = event.target;
  const button = form.querySelector("[data-begin]");
  if (form.elements.credential.value) return;
  event.preventDefault();
  const place = form.querySelector("[data-problem]");
  place.textContent = "";
  button.disabled = true;
  try {
    const fields = new URLSearchParams(new FormData(form));
    const answer = await fetch(button.dataset.begin, { method: "POST", body: fields });
    const told = await answer.json();
    if (told.to) return location.assign(`${told.to}?next=${encodeURIComponent(location.pathname + location.search)}`);
    if (!answer.ok) throw new Error(told.detail);
    form.elements.credential.value = JSON.stringify(await sign(button.dataset.ask, told.options));
    form.submit();
  } catch (error) {
    place.textContent = error instanceof DOMException || !error.message ? button.dataset.failed : error.message;
    button.disabled = false;
  }
}

async function sign(how, options) {
  if (how === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return (await navigator.credentials.create({ publicKey })).toJSON();
  }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}

if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const place of document.querySelectorAll(".script-only")) place.hidden = false;
  for (const form of document.querySelectorAll("form.passkey")) form.addEventListener("submit", ask);
}

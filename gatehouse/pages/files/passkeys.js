"use strict";

/** What offers passkeys among the names that the browser fills in; it waits until somebody takes one. */
const offer = new AbortController();

/** Ask the server what to sign, the device to sign it, and send that as the form. */
async function ask(event) {
  const form = event.target;
  if (form.elements.credential.value) return;
  event.preventDefault();
  const button = form.querySelector("[data-begin]");
  const place = form.querySelector("[data-problem]");
  place.textContent = "";
  button.disabled = true;
  offer.abort();
  try {
    const options = await begin(form, button);
    if (options) send(form, await sign(button.dataset.ask, { publicKey: options }));
  } catch (error) {
    place.textContent = error instanceof DOMException || !error.message ? button.dataset.failed : error.message;
    button.disabled = false;
  }
}

/** The options for the device; nothing if another page has to come first. */
async function begin(form, button) {
  const fields = new URLSearchParams(new FormData(form));
  const answer = await fetch(button.dataset.begin, { method: "POST", body: fields });
  const told = await answer.json();
  if (told.to) return location.assign(`${told.to}?next=${encodeURIComponent(location.pathname + location.search)}`);
  if (!answer.ok) throw new Error(told.detail);
  return button.dataset.ask === "create"
    ? PublicKeyCredential.parseCreationOptionsFromJSON(told.options)
    : PublicKeyCredential.parseRequestOptionsFromJSON(told.options);
}

function sign(how, wanted) {
  return how === "create" ? navigator.credentials.create(wanted) : navigator.credentials.get(wanted);
}

function send(form, credential) {
  form.elements.credential.value = JSON.stringify(credential.toJSON());
  form.submit();
}

/** Where the browser can, a passkey is offered beside the names that it knows. */
async function offerAmongNames(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  try {
    const publicKey = await begin(form, form.querySelector("[data-begin]"));
    send(form, await sign("get", { publicKey, mediation: "conditional", signal: offer.signal }));
  } catch {
    // nobody has asked for it: the button is there
  }
}

if (globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) {
  for (const place of document.querySelectorAll(".script-only")) place.hidden = false;
  for (const form of document.querySelectorAll("form.passkey")) form.addEventListener("submit", ask);
  const alone = document.querySelector("form.passkey.alone");
  if (alone) offerAmongNames(alone);
}

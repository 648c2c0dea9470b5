// Passkeys need a script; everything else of the portal does not.
"use strict";

const page = document.getElementById("passkey");
const problem = document.getElementById("passkey-problem");
const token = page.querySelector("[name=csrfmiddlewaretoken]").value;
const able = window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON;

async function post(path, body) {
  const answer = await fetch(path, { method: "POST", headers: { "X-CSRFToken": token, "Content-Type": "application/json" }, body });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.problem || "");
  return said;
}

async function go(kind) {
  const options = await post(`/petition/passkey/${kind}/begin/`, "{}");
  const found = kind === "make"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  const done = await post(`/petition/passkey/${kind}/finish/`, JSON.stringify(found.toJSON()));
  window.location.assign(done.goal);
}

document.getElementById(able ? "passkey-unable" : "passkey-able").hidden = true;
document.getElementById(able ? "passkey-able" : "passkey-unable").hidden = false;
for (const button of document.querySelectorAll("[data-passkey]")) {
  button.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      await go(button.dataset.passkey);
    } catch (error) {
      problem.querySelector("p").textContent = error.name === "Error" && error.message ? error.message : problem.dataset.words;
      problem.hidden = false;
      problem.focus();
    }
  });
}

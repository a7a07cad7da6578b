/* Subscribes this browser: asks it, fills the form, and sends it like any other. */
(function () {
  "use strict";
  const form = document.querySelector("form[data-push-key]");
  if (!form || !("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const button = form.querySelector("button");
  const refused = document.querySelector("[data-push-refused]");
  form.hidden = false;
  document.querySelectorAll("[data-push-missing]").forEach((part) => { part.hidden = true; });
  button.addEventListener("click", async () => {
    try {
      const worker = await navigator.serviceWorker.register(form.dataset.pushWorker, { scope: form.dataset.pushScope });
      const asked = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.pushKey) };
      const given = (await worker.pushManager.subscribe(asked)).toJSON();
      form.elements.endpoint.value = given.endpoint;
      form.elements.p256dh.value = given.keys.p256dh;
      form.elements.auth.value = given.keys.auth;
      form.requestSubmit();
    } catch (problem) {
      refused.hidden = false;
    }
  });
})();
